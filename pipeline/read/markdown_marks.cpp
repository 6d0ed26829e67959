#include "pipeline/read/markdown_marks.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <ranges>

#include "normalizers/text/fold.h"
#include "normalizers/text/unicode.h"

namespace bibmill::markdown {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool lower(char c) { return c >= 'a' && c <= 'z'; }

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find(separator, at);
    parts.push_back(trim(text.substr(at, end - at)));
    if (end == std::string_view::npos) return parts;
    at = end + separator.size();
  }
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool small_word(std::string_view word) {
  return one_of(word,
                {"of", "and", "for", "on", "the", "at", "in", "de", "di", "du", "des", "la", "et", "für", "und", "&"});
}

bool month(std::string_view word) {
  const std::string name = ascii_lower(word.substr(0, 3));
  return one_of(name, {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}) &&
         (word.size() <= 4 || one_of(ascii_lower(word), {"january", "february", "march", "april", "june", "july",
                                                         "august", "september", "october", "november", "december"}));
}

int number(std::string_view digits) {
  int value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// Drops one of the apostrophes that stand before a two-digit year.
bool drop_apostrophe(std::string_view& text) {
  for (std::string_view mark : {"'", "\u2019", "\u2018", "`"}) {
    if (!text.ends_with(mark)) continue;
    text.remove_suffix(mark.size());
    return true;
  }
  return false;
}

/// Takes the year off the end: "SOSP 2023" gives 2023 and leaves "SOSP". Two digits need an apostrophe or an acronym
/// before them.
std::optional<int> take_year(std::string_view& text) {
  std::size_t digits = 0;
  while (digits < text.size() && digit(text[text.size() - 1 - digits])) ++digits;
  if (digits != 2 && digits != 4) return std::nullopt;
  const int value = number(text.substr(text.size() - digits));
  std::string_view head = text.substr(0, text.size() - digits);
  const bool glued = !head.empty() && head.back() != ' ';
  head = trim(head);
  const bool apostrophe = drop_apostrophe(head);
  if (digits == 4 && (value < 1950 || value > 2099)) return std::nullopt;
  if (digits == 2 && !apostrophe) {
    const bool acronym =
        head.size() >= 3 && head.find(' ') == std::string_view::npos && std::ranges::count_if(head, upper) >= 2;
    if (!acronym || (glued && !std::ranges::all_of(head, [](char c) { return upper(c) || lower(c); })))
      return std::nullopt;
  }
  text = trim(head);
  if (text.ends_with(',')) text = trim(text.substr(0, text.size() - 1));
  if (digits == 4) return value;
  return value < 50 ? 2000 + value : 1900 + value;
}

bool is_venue_name(std::string_view text) {
  if (text.size() < 2 || text.size() > 80 || text.find_first_of(".:;?!\"@=[]{}|_") != std::string_view::npos)
    return false;
  const auto words = split(text, " ");
  if (words.size() > 7 || small_word(words.front())) return false;
  if (words.size() == 1 && (month(words.front()) || std::ranges::count_if(words.front(), upper) < 2) &&
      !one_of(words.front(), {"Middleware", "Eurosys", "Nature", "Science"})) {
    return false;
  }
  return std::ranges::all_of(words, [](std::string_view word) {
    return !word.empty() && (upper(word.front()) || digit(word.front()) || small_word(word));
  });
}

std::optional<VenueMark> parse_arxiv_mark(std::string_view text) {
  std::string_view rest = trim(text.substr(5));
  VenueMark mark{.venue = "arXiv", .year = std::nullopt, .arxiv = std::nullopt};
  if (const std::size_t at = ascii_lower(rest).find("arxiv:"); at != std::string::npos)
    rest = trim(rest.substr(at + 6));
  if (rest.starts_with(':')) rest = trim(rest.substr(1));
  const std::string_view id = rest.substr(0, rest.find_first_of(" ,;("));
  mark.arxiv = ArxivId::parse(id);
  if (mark.arxiv || rest.empty()) return mark;
  if (ascii_lower(rest.substr(0, 8)) == "preprint") rest = trim(rest.substr(8));
  if (rest.starts_with(". ")) rest = trim(rest.substr(1));
  if (rest.ends_with('.')) rest.remove_suffix(1);
  if (digit(rest.front())) rest = text.substr(5);
  std::string with_name =
      "arXiv" + std::string(rest.starts_with(' ') || digit(rest.front()) ? " " : "") + std::string(trim(rest));
  std::string_view view = with_name;
  mark.year = take_year(view);
  if (!mark.year || view != "arXiv") return std::nullopt;
  return mark;
}

/// Chinese has no capitals to tell a name from a remark by; organisations end in a word for their kind.
bool is_chinese_organisation(std::string_view text) {
  static constexpr std::string_view kinds[] = {"大学", "学院",   "研究院", "研究所", "实验室",
                                               "公司", "科学院", "集团",   "中心",   "科技"};
  return std::ranges::any_of(kinds, [&](std::string_view kind) { return text.ends_with(kind); });
}

}  // namespace

bool has_ideographs(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xE4 && byte <= 0xE9;
  });
}

std::optional<VenueMark> parse_venue_mark(std::string_view text) {
  text = trim(text);
  if (text.size() > 120) return std::nullopt;
  if (ascii_lower(text.substr(0, 5)) == "arxiv") return parse_arxiv_mark(text);
  // "NIPS 18, System for ML", "Some Lab Blog, 2025-10": what follows the year and the month is not part of the name.
  const std::size_t comma = text.find(", ");
  if (comma != std::string_view::npos) {
    const std::string_view after = trim(text.substr(comma + 1));
    if (after.size() == 7 && is_date(after) && is_venue_name(text.substr(0, comma))) {
      return VenueMark{.venue = std::string(text.substr(0, comma)), .year = number(after.substr(0, 4)), .arxiv = {}};
    }
    if (!std::ranges::any_of(after, digit)) text = text.substr(0, comma);
  }
  std::string_view name = text;
  const std::optional<int> year = take_year(name);
  if (!year || !is_venue_name(name)) return std::nullopt;
  return VenueMark{.venue = std::string(name), .year = year, .arxiv = {}};
}

std::optional<PrefixMark> parse_prefix_mark(std::string_view text) {
  if (text.size() < 5 || !digit(text[0]) || !digit(text[1]) || text[2] != '_') return std::nullopt;
  const std::size_t end = text.find('_', 3);
  if (end == std::string_view::npos || end == 3) return std::nullopt;
  const std::string_view venue = text.substr(3, end - 3);
  if (!upper(venue.front()) || venue.find(' ') != std::string_view::npos) return std::nullopt;
  return PrefixMark{.mark = {.venue = std::string(venue), .year = 2000 + number(text.substr(0, 2)), .arxiv = {}},
                    .length = end + 1};
}

bool is_date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7 ? text[i] != '-' && text[i] != '.' && text[i] != '/' : !digit(text[i])) return false;
  }
  const int year = number(text.substr(0, 4));
  return year >= 1900 && year <= 2099;
}

bool is_affiliation_line(std::string_view text) {
  text = trim(text);
  if (text.empty() || text.find_first_of(":;?!\"*_`=%$") != std::string_view::npos) return false;
  if (text.ends_with('.') && !text.ends_with("Inc.") && !text.ends_with("Ltd.") && !text.ends_with("Co.") &&
      !text.ends_with("al."))
    return false;
  if (is_note(text) || is_date(text)) return false;
  for (std::string_view part : split(text, " & ")) {
    if (part.empty() || part.size() > 90) return false;
    const auto words = split(part, " ");
    if (words.size() > 8) return false;
    if (has_ideographs(part) && !is_chinese_organisation(part)) return false;
    int names = 0;
    for (std::string_view word : words) {
      if (word.starts_with('(')) word.remove_prefix(1);
      if (word.empty()) return false;
      const bool capital =
          upper(word.front()) || static_cast<unsigned char>(word.front()) >= 0x80 || std::ranges::any_of(word, upper);
      if (!capital && !digit(word.front()) && !small_word(word) && !(names > 0 && one_of(word, {"hynix", "al.", "et"})))
        return false;
      names += capital ? 1 : 0;
    }
    if (names == 0) return false;
  }
  return true;
}

bool is_title_case(std::string_view text) {
  text = trim(text);
  const auto words = split(text, " ");
  if (words.size() < 3 || text.ends_with(':') || small_word(words.back())) return false;
  std::ptrdiff_t longer = 0;
  std::ptrdiff_t capital = 0;
  for (std::string_view word : words) {
    if (word.size() < 4) continue;
    ++longer;
    capital += std::ranges::any_of(word, upper) || digit(word.front()) ? 1 : 0;
  }
  return longer > 0 && capital * 3 >= longer * 2;
}

std::vector<std::string> split_affiliations(std::string_view text) {
  std::vector<std::string> affiliations;
  for (std::string_view part : split(text, " & ")) {
    if (!part.empty()) affiliations.emplace_back(part);
  }
  return affiliations;
}

bool is_note(std::string_view text) {
  const auto words = fold_words(text);
  if (words.empty() || words.size() > 6) return false;
  const std::string& last = words.back();
  if (last == "award" || last == "awards" || last == "spotlight" || last == "oral") return true;
  static constexpr std::array kinds = {"industry", "industrial", "vision", "position",   "short",   "demo",
                                       "survey",   "best",       "poster", "experience", "invited", "student"};
  return last == "paper" && std::ranges::any_of(kinds, [&](std::string_view kind) {
           return std::ranges::find(words, kind) != words.end();
         });
}

}  // namespace bibmill::markdown
