#include "pipeline/write/bibtex.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "normalizers/text/citation_key.h"
#include "normalizers/text/unicode.h"
#include "pipeline/write/bibtex_fields.h"
#include "pipeline/write/bibtex_type.h"

namespace bibmill {
namespace {

/// The key of a Record is citable already (state/citation_keys.h); one from elsewhere may hold anything.
std::string safe_key(std::string_view id) {
  std::string key = citable_key(id);
  return key.empty() ? "entry" : key;
}

/// plain.bst: "all relevant fields are empty in …".
bool prints_nothing(std::span<const BibtexField> fields) {
  static constexpr std::array kPrinted = {"author", "title", "howpublished", "month", "year", "note", "editor"};
  return std::ranges::none_of(
      fields, [](const BibtexField& field) { return std::ranges::find(kPrinted, field.name) != kPrinted.end(); });
}

std::string format_entry(const Record& record, const std::string& key, std::span<const std::string> other_keys,
                         std::vector<BibtexField> fields) {
  const std::string_view type = bibtex_type(record);
  if (!other_keys.empty() && !has_own_field(record.entry, "ids")) {
    std::string ids;
    for (const std::string& other : other_keys) ids += (ids.empty() ? "" : ",") + other;
    fields.push_back({"ids", "{" + ids + "}"});
  }
  std::string text = fmt::format("@{}{{{}", type, key);
  for (const BibtexField& field : fields) text += fmt::format(",\n  {:<13} = {}", field.name, field.value);
  return text + "\n}\n";
}

std::vector<BibtexField> fields_of(const Record& record, const BibtexSettings& style) {
  return bibtex_fields(record, bibtex_type(record), style);
}

}  // namespace

std::string to_bibtex(const Record& record, const BibtexSettings& style) {
  return format_entry(record, safe_key(record.id), {}, fields_of(record, style));
}

std::string BibliographyWriter::unique_key(std::string key) {
  const std::string base = key;
  for (int number = 2; !used_.insert(ascii_lower(key)).second; ++number) key = fmt::format("{}-{}", base, number);
  return key;
}

std::string BibliographyWriter::add(const Record& record, std::span<const std::string> other_keys) {
  if (record.same_as) return {};
  std::vector<BibtexField> fields = fields_of(record, style_);
  if (prints_nothing(fields)) return {};
  const std::string key = unique_key(safe_key(record.id));
  std::vector<std::string> aliases;
  for (const std::string& other : other_keys) {
    std::string alias = safe_key(other);
    if (used_.insert(ascii_lower(alias)).second) aliases.push_back(std::move(alias));
  }
  const bool first = std::exchange(empty_, false);
  return (first ? "" : "\n") + format_entry(record, key, aliases, std::move(fields));
}

std::string bibliography(std::span<const Record> records, const BibtexSettings& style) {
  std::map<std::string, std::vector<std::string>> other_keys;
  for (const Record& record : records) {
    if (record.same_as && record.entry.key) other_keys[*record.same_as].push_back(*record.entry.key);
  }
  BibliographyWriter writer(style);
  std::string text;
  for (const Record& record : records) {
    const auto found = other_keys.find(record.id);
    text += found == other_keys.end() ? writer.add(record) : writer.add(record, found->second);
  }
  return text;
}

}  // namespace bibmill
