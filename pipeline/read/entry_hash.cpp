#include "pipeline/read/entry_hash.h"

#include <array>
#include <cstdint>
#include <string_view>

#include "normalizers/base/fnv1a.h"
#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

class EntryHash {
 public:
  void add(std::string_view bytes) { state_ = fnv1a(bytes, state_); }

  /// Names and lengths keep neighbouring parts apart: ("ab", "c") is not ("a", "bc").
  void add_part(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    add(name);
    add(":");
    add(std::to_string(value.size()));
    add(":");
    add(value);
    add(";");
  }

  std::string hex() const {
    std::string digits(16, '0');
    for (std::size_t i = 0; i < 16; ++i) digits[15 - i] = "0123456789abcdef"[(state_ >> (4 * i)) & 0xF];
    return digits;
  }

 private:
  std::uint64_t state_ = kFnv1aBasis;
};

}  // namespace

std::string entry_hash(const Entry& entry) {
  EntryHash hash;
  hash.add_part("key", entry.key.value_or(""));
  hash.add_part("bibtex_type", entry.bibtex_type);
  hash.add_part("title", entry.work.title.value_or(""));
  for (const Identifier& identifier : entry.identifiers) hash.add_part("identifier", to_string(identifier));
  hash.add_part("venue", entry.venue.value_or(""));
  if (entry.year) hash.add_part("year", std::to_string(*entry.year));
  for (const std::string& topic : entry.topics) hash.add_part("topic", topic);
  for (const Link& link : entry.links) {
    hash.add_part("label", link.label);
    hash.add_part("url", link.url);
  }
  for (const std::string& affiliation : entry.affiliations) hash.add_part("affiliation", affiliation);
  for (const std::string& note : entry.notes) hash.add_part("note", note);
  for (const std::string& bullet : entry.summary) hash.add_part("summary", bullet);
  for (const auto& [name, value] : entry.fields) {
    hash.add_part("field", name);
    hash.add_part("value", value);
  }
  for (const auto& [name, value] : entry.macros) {
    hash.add_part("macro", name);
    hash.add_part("value", value);
  }
  // Where there are no fields the reader found the people in running text.
  if (entry.fields.empty()) {
    for (const Person& author : entry.work.authors) hash.add_part("author", display_name(author.name));
  }
  return hash.hex();
}

}  // namespace bibmill
