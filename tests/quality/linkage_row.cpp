#include "tests/quality/linkage_row.h"

#include <array>
#include <fstream>
#include <optional>
#include <random>
#include <regex>
#include <string_view>

#include "normalizers/dates/partial_date.h"
#include "normalizers/names/person_name.h"
#include "normalizers/text/markup.h"
#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"

namespace bibmill::quality {
namespace {

/// The DBLP side was Latin-1 and has been read as ISO 8859-5: "gќting" is "güting". No row holds real Cyrillic.
std::string latin_again(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    append_utf8(out, c >= 0x401 && c <= 0x45F ? c - 0x360 : c);
  }
  return out;
}

/// Blanks were put around every mark, those of entities and numbers among them: "lud &#228; scher", "& hellip ;".
std::string joined_marks(const std::string& text) {
  static const std::regex kEntity(R"( ?& ?(#?\w+) ?; ?)");
  static const std::regex kEllipsis(R"(â \? ¦)");
  static const std::regex kQuote(R"(â \?\? ?)");
  static const std::regex kYear(R"(\b((?:19|20)\d\d)\.0\b)");
  auto out = std::regex_replace(text, kEntity, "&$1;");
  out = std::regex_replace(out, kEllipsis, "…");
  out = std::regex_replace(out, kQuote, "'");
  return decode_entities(std::regex_replace(out, kYear, "$1"));
}

std::optional<std::string> known(const std::string& text) {
  const auto trimmed = trim(text);
  if (trimmed.empty()) return std::nullopt;
  return joined_marks(latin_again(trimmed));
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

LinkageRow row_of(std::string_view text) {
  LinkageRow row;
  const std::array<std::pair<std::string_view, std::string*>, 4> columns = {{{"COL title VAL", &row.title},
                                                                             {"COL authors VAL", &row.authors},
                                                                             {"COL venue VAL", &row.venue},
                                                                             {"COL year VAL", &row.year}}};
  for (const auto& [mark, value] : columns) {
    const auto begin = text.find(mark);
    if (begin == std::string_view::npos) continue;
    const auto rest = text.substr(begin + mark.size());
    *value = std::string(trim(rest.substr(0, rest.find(" COL "))));
  }
  return row;
}

}  // namespace

std::vector<LinkagePair> read_ditto(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<LinkagePair> pairs;
  for (std::string line; std::getline(file, line);) {
    const auto first = line.find('\t');
    const auto second = line.rfind('\t');
    if (first == std::string::npos || first == second) continue;
    const std::string_view text = line;
    pairs.push_back({row_of(text.substr(0, first)), row_of(text.substr(first + 1, second - first - 1)),
                     text.substr(second + 1).starts_with("1")});
  }
  return pairs;
}

LabelledPair labelled(const std::string& id, const LinkagePair& pair) {
  LabelledPair labelled;
  labelled.id = id;
  labelled.same = pair.same;
  labelled.entry.work = work_of(pair.a);
  labelled.record.work = work_of(pair.b);
  return labelled;
}

std::vector<LabelledPair> ditto_pairs(const std::filesystem::path& path) {
  std::vector<LabelledPair> pairs;
  for (const auto& pair : read_ditto(path)) pairs.push_back(labelled(std::to_string(pairs.size() + 1), pair));
  return pairs;
}

LinkagePair made_dirty(const LinkagePair& pair, unsigned seed) {
  std::minstd_rand random(seed);
  auto dirty = pair;
  for (auto* row : {&dirty.a, &dirty.b}) {
    for (auto* value : {&row->authors, &row->venue, &row->year}) {
      if (random() % 2 == 0 || value->empty()) continue;
      row->title += " " + *value;
      value->clear();
    }
  }
  return dirty;
}

}  // namespace bibmill::quality
