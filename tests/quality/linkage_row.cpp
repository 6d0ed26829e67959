#include "tests/quality/linkage_row.h"

#include <optional>
#include <regex>

#include "normalizers/dates/partial_date.h"
#include "normalizers/names/person_name.h"
#include "normalizers/text/markup.h"
#include "normalizers/text/unicode.h"

namespace bibmill::quality {
namespace {

/// "lud &#228; scher" → "ludäscher": the set's makers put blanks around every mark, those of entities among them.
std::string joined_entities(const std::string& text) {
  static const std::regex kEntity(R"( ?(&#?\w+;) ?)");
  return decode_entities(std::regex_replace(text, kEntity, "$1"));
}

std::optional<std::string> known(const std::string& text) {
  const auto trimmed = trim(text);
  if (trimmed.empty()) return std::nullopt;
  return joined_entities(std::string(trimmed));
}

void add_authors(Work& work, const std::string& list) {
  std::string_view rest = list;
  while (!rest.empty()) {
    const auto end = rest.find(" , ");
    if (const auto name = known(std::string(rest.substr(0, end))))
      work.authors.push_back({parse_name(*name), {}, {}, {}});
    if (end == std::string_view::npos) return;
    rest.remove_prefix(end + 3);
  }
}

Work work_of(const LinkageRow& row) {
  Work work;
  work.title = known(row.title);
  add_authors(work, row.authors);
  work.container_title = known(row.venue);
  work.issued = parse_partial_date(row.year.substr(0, row.year.find('.')));
  return work;
}

}  // namespace

Entry entry_of(const LinkageRow& row) {
  Entry entry;
  entry.work = work_of(row);
  return entry;
}

SourceRecord record_of(const LinkageRow& row) {
  SourceRecord record;
  record.work = work_of(row);
  return record;
}

}  // namespace bibmill::quality
