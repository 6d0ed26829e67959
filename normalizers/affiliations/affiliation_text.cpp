#include "normalizers/affiliations/affiliation_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "normalizers/affiliations/countries.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/markup.h"
#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

bool is_mark_character(char32_t c) {
  constexpr std::u32string_view kMarks = U"*†‡§¶∗⋆★♯#⁎∥‖⁰¹²³⁴⁵⁶⁷⁸⁹";
  return kMarks.find(c) != std::u32string_view::npos;
}

bool is_address_word(std::string_view word) {
  const auto at = word.find('@');
  if (at != std::string_view::npos && at + 1 < word.size()) return true;
  return word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.");
}

std::string without_addresses(std::string_view text) {
  std::string kept;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    if (!is_address_word(word)) {
      if (!kept.empty()) kept += ' ';
      kept += word;
    }
    begin = end + 1;
  }
  return kept;
}

/// Footnote marks, and up to two digits that stick to the first word: "1Department", "*†University".
std::string_view without_leading_marks(std::string_view text) {
  while (!text.empty()) {
    std::size_t next = 0;
    const char32_t c = next_code_point(text, next);
    if (!is_mark_character(c) && !is_space(c) && c != U',' && c != U';' && c != U'.') break;
    text.remove_prefix(next);
  }
  std::size_t digits = 0;
  while (digits < text.size() && is_ascii_digit(text[digits])) ++digits;
  if (digits == 0 || digits > 2 || digits == text.size()) return text;
  std::string_view rest = text.substr(digits);
  const bool separated = rest.front() == ' ' || rest.front() == '.' || rest.front() == ')';
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == '.' || rest.front() == ')')) rest.remove_prefix(1);
  // "21st Century Institute", "3M": a digit belongs to a name unless it is set apart or stands before a longer word.
  const bool word = rest.size() > 2 && is_ascii_letter(rest[0]) && rest[0] < 'a' && is_ascii_letter(rest[1]);
  return word || (separated && !rest.empty() && static_cast<unsigned char>(rest.front()) >= 0x80) ? rest : text;
}

std::string_view without_trailing_marks(std::string_view text) {
  const auto is_loose = [](char c) { return c == ' ' || c == ',' || c == ';' || c == '*' || c == '|'; };
  while (!text.empty() && is_loose(text.back())) text.remove_suffix(1);
  return text;
}

/// What the words of a text say it is; an organisation's word wins, but a "College of Computing" is a unit.
PartKind kind_of(std::string_view text) {
  const std::vector<std::string> words = fold_words(text);
  if (words.size() > 1 && stem_of(words[0]) == "college" && is_filler(words[1])) return PartKind::unit;
  PartKind kind = PartKind::none;
  for (const std::string& word : words) {
    const PartKind one = part_kind_of(stem_of(word));
    if (one == PartKind::organisation) return one;
    if (kind == PartKind::none || kind == PartKind::address) kind = one == PartKind::none ? kind : one;
  }
  return kind;
}

/// How sure it is that one side of "&", "/" or "and" is an organisation of its own.
enum class Standing : std::uint8_t { no, maybe, yes };

/// "SJTU", "TeleAI", "HPE Labs" are short names of organisations: one or two words with two capitals (yes). "Huawei",
/// "Georgia Tech" may be such names (maybe).
Standing standing_of_short_name(std::string_view text) {
  std::size_t capitals = 0;
  std::size_t words = 0;
  bool all_capital = true;
  bool at_start = true;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (at_start) ++words;
    if (at_start && !is_upper(c)) all_capital = false;
    at_start = c == U' ';
    if (is_upper(c)) ++capitals;
  }
  if (words <= 2 && capitals > words) return Standing::yes;
  return words <= 3 && all_capital ? Standing::maybe : Standing::no;
}

Standing standing_of(std::string_view part, const IsKnownName& is_known) {
  part = trim(part);
  if (part.empty()) return Standing::no;
  if (is_known && is_known(part)) return Standing::yes;
  switch (kind_of(part)) {
    case PartKind::organisation: return fold_words(part).size() > 1 ? Standing::yes : Standing::no;
    case PartKind::unit:
    case PartKind::address: return Standing::no;
    case PartKind::none: break;
  }
  return standing_of_short_name(part);
}

bool whole_place(std::string_view text) { return !country_codes(fold_title(trim(text))).empty(); }

class Splitter {
 public:
  explicit Splitter(const IsKnownName& is_known) : is_known_(is_known) {}

  std::vector<std::string> split(std::string_view text) && {
    for (const std::string& line : at_hard_separators(text)) {
      for (const std::string& numbered : at_numbers(line)) at_joints(numbered);
    }
    return std::move(parts_);
  }

 private:
  static std::vector<std::string> at_hard_separators(std::string_view text) {
    std::vector<std::string> pieces(1);
    for (const char c : text) {
      if (c == ';' || c == '|' || c == '\n') {
        pieces.emplace_back();
      } else {
        pieces.back() += c;
      }
    }
    return pieces;
  }

  /// "1 Tsinghua University, 2 Microsoft Research": the numbers must count 1, 2, …
  static std::vector<std::string> at_numbers(std::string_view text) {
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
      const char expected = static_cast<char>('1' + starts.size());
      const bool at_word = i == 0 || text[i - 1] == ' ' || text[i - 1] == ',';
      const bool before_name = text[i + 1] == ' ' || (text[i + 1] >= 'A' && text[i + 1] <= 'Z');
      if (text[i] == expected && at_word && before_name && (!starts.empty() || i == 0)) starts.push_back(i);
    }
    if (starts.size() < 2) return {std::string(text)};
    std::vector<std::string> pieces;
    for (std::size_t k = 0; k < starts.size(); ++k) {
      const std::size_t end = k + 1 < starts.size() ? starts[k + 1] : text.size();
      pieces.emplace_back(text.substr(starts[k] + 1, end - starts[k] - 1));
    }
    return pieces;
  }

  void at_joints(std::string_view text) {
    text = trim(text);
    if (is_known_ && is_known_(text)) return add(text);
    for (const std::string_view joint : {" & ", " / ", " and "}) {
      for (auto at = text.find(joint); at != std::string_view::npos; at = text.find(joint, at + 1)) {
        const std::string_view left = trim(text.substr(0, at));
        const std::string_view right = trim(text.substr(at + joint.size()));
        if (!may_split(left, right)) continue;
        add(left);
        return at_joints(right);
      }
    }
    add(text);
  }

  bool may_split(std::string_view left, std::string_view right) const {
    // "Texas A & M": single letters are no organisations; "Trinidad and Tobago" is a place.
    if (left.size() < 2 || right.size() < 2 || right[1] == ' ') return false;
    const auto comma = left.rfind(',');
    const std::string_view before = comma == std::string_view::npos ? left : left.substr(comma + 1);
    const std::string_view after = right.substr(0, std::min({right.find(','), right.find(" & "), right.find(" / ")}));
    if (whole_place(std::string(before) + " and " + std::string(after))) return false;
    Standing one = standing_of(before, is_known_);
    if (is_known_ && is_known_(left)) one = Standing::yes;
    const Standing other = standing_of(after, is_known_);
    // "Johnson & Johnson": of two names that only may be organisations, one alone is more likely.
    return one != Standing::no && other != Standing::no && (one == Standing::yes || other == Standing::yes);
  }

  void add(std::string_view text) {
    text = without_trailing_marks(without_leading_marks(text));
    if (!text.empty()) parts_.emplace_back(text);
  }

  const IsKnownName& is_known_;
  std::vector<std::string> parts_;
};

/// Takes the post code off a part: a word that holds a digit and is not a street number ("100084", "CA 94305", "SW7
/// 2AZ").
std::string without_post_code(std::string_view part, std::optional<std::string>& post_code) {
  std::string kept;
  for (std::size_t begin = 0; begin < part.size();) {
    const std::size_t end = std::min(part.find(' ', begin), part.size());
    const std::string_view word = part.substr(begin, end - begin);
    const bool code = word.size() >= 3 && std::ranges::count_if(word, is_ascii_digit) >= 1 &&
                      std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    if (code) {
      post_code = post_code ? *post_code + " " + std::string(word) : std::string(word);
    } else if (!word.empty()) {
      if (!kept.empty()) kept += ' ';
      kept += word;
    }
    begin = end + 1;
  }
  return kept;
}

}  // namespace

std::string clean_affiliation(std::string_view text) {
  std::string cleaned = without_addresses(collapse_space(decode_entities(text)));
  return std::string(without_trailing_marks(without_leading_marks(cleaned)));
}

std::vector<std::string> split_organisations(std::string_view text, const IsKnownName& is_known) {
  std::string lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (!lines.empty()) lines += '\n';
    lines += without_addresses(collapse_space(decode_entities(text.substr(begin, end - begin))));
    begin = end + 1;
  }
  return Splitter(is_known).split(lines);
}

AffiliationParts parse_affiliation(std::string_view text) {
  AffiliationParts parts;
  const std::string cleaned = clean_affiliation(text);
  std::vector<std::string> places;
  for (std::size_t begin = 0; begin <= cleaned.size();) {
    const std::size_t end = std::min(cleaned.find(',', begin), cleaned.size());
    std::string_view part = trim(std::string_view(cleaned).substr(begin, end - begin));
    begin = end + 1;
    while (!part.empty() && part.back() == '.' && begin > cleaned.size()) part.remove_suffix(1);
    if (part.empty()) continue;
    switch (kind_of(part)) {
      case PartKind::organisation: parts.organisations.emplace_back(part); continue;
      case PartKind::unit: parts.units.emplace_back(part); continue;
      case PartKind::address: continue;
      case PartKind::none: break;
    }
    const std::string place = without_post_code(part, parts.post_code);
    const std::string_view codes = country_codes(fold_title(place));
    if (!codes.empty()) {
      parts.country_codes = codes;
    } else if (const auto country = country_of_postal_code(place); !country.empty() && begin != 0) {
      parts.country_codes = country;
    } else if (!place.empty()) {
      places.push_back(place);
    }
  }
  // A short name stands first and alone ("MIT, Cambridge"); otherwise the last place is the city.
  if (parts.organisations.empty() && !places.empty()) {
    parts.organisations.push_back(places.front());
    places.erase(places.begin());
  }
  if (!places.empty()) parts.city = places.back();
  return parts;
}

}  // namespace bibmill
