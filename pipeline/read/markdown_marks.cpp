#include "pipeline/read/markdown_marks.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <ranges>

#include "normalizers/text/fold.h"
#include "normalizers/text/unicode.h"
#include "pipeline/read/markdown_authors.h"

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

/// "Institute of …, School of …, SJTU" fits; a longer line is a sentence in capitals.
constexpr std::size_t kMostWords = 16;

bool has_capital(std::string_view word) {
  return !word.empty() && (static_cast<unsigned char>(word.front()) >= 0x80 || std::ranges::any_of(word, upper));
}

bool is_acronym(std::string_view word) { return word.size() >= 2 && std::ranges::all_of(word, upper); }

/// Ends in a full stop that no abbreviation asks for.
bool ends_sentence(std::string_view text) {
  return text.ends_with('.') && !std::ranges::any_of(std::array{"Inc.", "Ltd.", "Co.", "al."},
                                                     [&](const char* word) { return text.ends_with(word); });
}

/// The organisations of a line by any mark that people put between them; only for telling what the line is.
std::vector<std::string_view> written_parts(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::string_view joined : split(text, " & ")) {
    for (std::string_view piece : split(joined, " / ")) std::ranges::copy(split(piece, ";"), std::back_inserter(parts));
  }
  return parts;
}

/// "PKU (equal contribution)": without the closing remark in small letters.
std::string_view without_aside(std::string_view part) {
  const std::size_t open = part.rfind(" (");
  const bool aside = part.ends_with(')') && open != std::string_view::npos && lower(part[open + 2]);
  return aside ? trim(part.substr(0, open)) : part;
}

/// Capitalised as names are, but for the small words in them.
bool is_named(std::string_view part) {
  if (part.empty() || part.size() > 140) return false;
  const auto words = split(part, " ");
  if (words.size() > (names_institution(part) ? kMostWords : 8)) return false;
  if (has_ideographs(part) && !is_chinese_organisation(part)) return false;
  int names = 0;
  for (std::string_view word : words) {
    while (word.starts_with('(') || word.starts_with('"')) word.remove_prefix(1);
    if (word.empty()) return false;
    const bool capital = has_capital(word);
    if (!capital && !digit(word.front()) && !small_word(word) && !(names > 0 && one_of(word, {"hynix", "al.", "et"})))
      return false;
    names += capital ? 1 : 0;
  }
  return names > 0;
}

/// Strong enough to tell that its neighbours, "imec" or "360", are organisations too.
bool speaks_for_line(std::string_view part) {
  const auto words = split(without_aside(part), " ");
  return std::ranges::any_of(words, [](std::string_view word) {
    return word.size() >= 2 && std::ranges::any_of(word, upper) &&
           std::ranges::all_of(word, [](char c) { return upper(c) || digit(c) || c == '-'; });
  });
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
  if (text.empty() || text.find_first_of(":?!*_`=%$") != std::string_view::npos) return false;
  if (is_note(text) || is_date(text)) return false;
  const bool institution = names_institution(text);
  if (!institution && (text.find('"') != std::string_view::npos || ends_sentence(text))) return false;
  const auto parts = written_parts(text);
  const bool several = parts.size() > 1;
  std::size_t named = 0;
  for (std::string_view part : parts) {
    if (several || institution || is_acronym(part.substr(0, part.find(' ')))) part = without_aside(part);
    if (is_named(part)) {
      ++named;
    } else if (!several || part.empty() || part.find(' ') != std::string_view::npos || has_ideographs(part)) {
      return false;
    }
  }
  if (named == 0) return false;
  const bool other_marks = text.find(';') != std::string_view::npos || text.find(" / ") != std::string_view::npos;
  return (named == parts.size() && !other_marks) || institution || std::ranges::any_of(parts, speaks_for_line);
}

bool resembles_affiliation_line(std::string_view text) {
  text = trim(text);
  if (is_affiliation_line(text)) return true;
  if (text.empty() || text.find_first_of(":?!\"*_`=%$;") != std::string_view::npos || ends_sentence(text)) return false;
  if (is_note(text) || is_date(text) || has_ideographs(text)) return false;
  const auto words = split(text, " ");
  if (words.size() == 1) return std::ranges::any_of(text, [](char c) { return upper(c) || lower(c); });
  const auto capitals = std::ranges::count_if(words, has_capital);
  const bool joined = text.find(" & ") != std::string_view::npos;
  return (joined || names_organisation(text)) && words.size() <= kMostWords && capitals * 2 >= std::ssize(words);
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
