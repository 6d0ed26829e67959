#include "pipeline/write/bibtex.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
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

/// Keeps the keys given so far, so that they stay unique ignoring case (BibTeX compares lower-cased keys).
class BibliographyWriter {
 public:
  explicit BibliographyWriter(const BibtexSettings& style) : style_(style) {}

  /// The text to append for this record; empty for one that is same_as an earlier record, and for one of which nothing
  /// but its key is known: styles print nothing of it, and warn.
  std::string add(const Record& record, std::span<const std::string> other_keys = {});

 private:
  std::string unique_key(std::string key);

  const BibtexSettings& style_;
  bool empty_ = true;                     // nothing written yet
  std::unordered_set<std::string> used_;  // lower-cased
};

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

}  // namespace

std::string to_bibtex(const Record& record, const BibtexSettings& style) {
  return format_entry(record, safe_key(record.id), {}, fields_of(record, style));
}

Result<void> write_bibliography(std::span<const Record> records, const BibtexSettings& style,
                                const std::function<Result<void>(std::string_view)>& take) {
  std::unordered_map<std::string, std::vector<std::string>> other_keys;
  for (const Record& record : records) {
    if (record.same_as && record.entry.key) other_keys[*record.same_as].push_back(*record.entry.key);
  }
  BibliographyWriter writer(style);
  for (const Record& record : records) {
    const auto found = other_keys.find(record.id);
    const std::string entry = found == other_keys.end()
                                  ? writer.add(record)
                                  : writer.add(record, std::span<const std::string>(found->second));
    if (auto taken = take(entry); !taken) return taken;
  }
  return {};
}

std::string bibliography(std::span<const Record> records, const BibtexSettings& style) {
  std::string text;
  static_cast<void>(write_bibliography(records, style, [&](std::string_view entry) {
    text += entry;
    return Result<void>();
  }));
  return text;
}

}  // namespace bibmill
