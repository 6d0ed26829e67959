// BibTeX's name grammar (bibtex.web, "name parsing"; apis/bibtex.md §3), read on LaTeX text, so that braces keep their
// meaning; each part is decoded afterwards. Two departures, both biber's: letters beyond ASCII have case, hyphens do
// not split tokens.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "normalizers/names/name_parts.h"
#include "normalizers/names/person_name.h"
#include "normalizers/text/latex.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Brace depth while walking over text; an escaped brace still counts, as in BibTeX. Unbalanced closing braces are
/// ignored.
class Depth {
 public:
  void step(char c) {
    if (c == '{') ++depth_;
    if (c == '}' && depth_ > 0) --depth_;
  }
  bool outside() const { return depth_ == 0; }

 private:
  std::size_t depth_ = 0;
};

/// True when the word "and" (any case) stands at `at`, white space before and after it.
bool and_at(std::string_view text, std::size_t at) {
  return at > 0 && at + 3 < text.size() && is_space(text[at - 1]) && is_space(text[at + 3]) &&
         ascii_lower(text.substr(at, 3)) == "and";
}

std::vector<std::string_view> split_list(std::string_view text) {
  std::vector<std::string_view> names;
  Depth depth;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    depth.step(text[i]);
    if (!depth.outside() || !and_at(text, i)) continue;
    names.push_back(text.substr(start, i - start));
    start = i + 3;
    i += 2;
  }
  names.push_back(text.substr(start));
  return names;
}

std::vector<std::string> at_all_commas(std::string_view field) {
  std::vector<std::string> parts(1);
  Depth depth;
  for (const char c : field) {
    depth.step(c);
    if (c == ',' && depth.outside()) {
      parts.emplace_back();
    } else {
      parts.back().push_back(c);
    }
  }
  return parts;
}

/// "Surname, Jr, Given, Surname2, Given2" → two names; empty where the parts do not come out even or no part is a
/// generational suffix: without one, "A, B, C, D" is BibTeX's to read.
std::vector<std::string> names_with_suffixes(const std::vector<std::string>& parts) {
  std::vector<std::string> names;
  bool suffixed = false;
  for (std::size_t i = 0; i < parts.size();) {
    const bool suffix = i + 1 < parts.size() && generational_suffix(trim(parts[i + 1])).has_value();
    const std::size_t length = suffix ? 3 : 2;
    if (i + length > parts.size()) return {};
    std::string name = parts[i];
    for (std::size_t k = 1; k < length; ++k) name += ',' + parts[i + k];
    names.push_back(std::move(name));
    suffixed = suffixed || suffix;
    i += length;
  }
  return suffixed && names.size() > 1 ? names : std::vector<std::string>();
}

/// A list that should have "and" and has commas: "Given Family, Given Family, Given Family", each of two words or more.
/// Two such parts may be "von Last, First"; three never are. Empty where the field is no such list.
std::vector<std::string> comma_separated(std::string_view field) {
  const std::vector<std::string> parts = at_all_commas(field);
  if (parts.size() < 3) return {};
  const bool all_whole = std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
    return split_words(part).size() >= 2 && part.find('&') == std::string::npos;
  });
  return all_whole ? parts : names_with_suffixes(parts);
}

/// The last of "Last, Jr, First" takes what further commas cut off: "A, B, C, D" has the first names "C D".
std::vector<std::string> split_at_commas(std::string_view name) {
  std::vector<std::string> parts(1);
  Depth depth;
  for (const char c : name) {
    depth.step(c);
    if (c != ',' || !depth.outside()) {
      parts.back().push_back(c);
    } else if (parts.size() < 3) {
      parts.emplace_back();
    } else {
      parts.back().push_back(' ');
    }
  }
  return parts;
}

/// Tokens end at white space and ties outside braces; `\~` and `\ ` are no ties but an accent and a space.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens(1);
  Depth depth;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    depth.step(c);
    const bool escaped = i > 0 && text[i - 1] == '\\';
    const bool separates = depth.outside() && (is_space(c) || (c == '~' && !escaped));
    if (!separates) {
      tokens.back().push_back(c);
      continue;
    }
    if (escaped && !tokens.back().empty()) tokens.back().pop_back();
    if (!tokens.back().empty()) tokens.emplace_back();
  }
  if (tokens.back().empty()) tokens.pop_back();
  return tokens;
}

/// Case of a special character "{\…}": that of a letter command ("\o", "\AE"), else of the first letter after the
/// command.
LetterCase special_case(std::string_view special) {
  static constexpr std::array<std::string_view, 7> kLower = {"i", "j", "o", "oe", "ae", "aa", "l"};
  static constexpr std::array<std::string_view, 5> kUpper = {"O", "OE", "AE", "AA", "L"};
  std::size_t end = 1;
  while (end < special.size() && is_letter(special[end])) ++end;
  const auto command = special.substr(1, end - 1);
  if (command == "ss" || std::find(kLower.begin(), kLower.end(), command) != kLower.end()) return LetterCase::lower;
  if (std::find(kUpper.begin(), kUpper.end(), command) != kUpper.end()) return LetterCase::upper;
  return first_letter_case(special.substr(end));
}

/// Case of a token's first letter outside braces, special characters included; none where there is no such letter.
LetterCase token_case(std::string_view token) {
  std::string outside;
  Depth depth;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool opens = depth.outside() && token[i] == '{';
    if (opens && i + 1 < token.size() && token[i + 1] == '\\') {
      if (const auto before = first_letter_case(outside); before != LetterCase::none) return before;
      Depth inner;
      auto end = i;
      do inner.step(token[end++]);
      while (end < token.size() && !inner.outside());
      return special_case(token.substr(i + 1, end - i - 1));
    }
    const bool was_outside = depth.outside();
    depth.step(token[i]);
    if (was_outside && depth.outside()) outside.push_back(token[i]);
  }
  return first_letter_case(outside);
}

bool is_von(const std::string& token) { return token_case(token) == LetterCase::lower; }

std::string decoded(const std::vector<std::string>& tokens, std::size_t first, std::size_t last) {
  return collapse_space(latex_to_unicode(join_words(tokens, first, last)));
}

/// Index after the last von token in [first, size - 1); `first` when there is none.
std::size_t von_end(const std::vector<std::string>& tokens, std::size_t first) {
  auto end = tokens.size() - 1;
  while (end > first && !is_von(tokens[end - 1])) --end;
  return end;
}

PersonName from_first_von_last(const std::vector<std::string>& tokens) {
  std::size_t von = 0;
  while (von + 1 < tokens.size() && !is_von(tokens[von])) ++von;
  const auto last = von_end(tokens, von);
  PersonName name;
  name.given = decoded(tokens, 0, von);
  name.particle = decoded(tokens, von, last);
  name.family = decoded(tokens, last, tokens.size());
  return name;
}

PersonName from_von_last(const std::vector<std::string>& tokens) {
  PersonName name;
  if (tokens.empty()) return name;
  const auto last = von_end(tokens, 0);
  name.particle = decoded(tokens, 0, last);
  name.family = decoded(tokens, last, tokens.size());
  return name;
}

/// One token that is a single braced group: an organisation, "{The ABC Consortium}".
bool is_braced_whole(const std::vector<std::string>& tokens) {
  if (tokens.size() != 1 || tokens[0].size() < 2 || tokens[0].front() != '{') return false;
  Depth depth;
  for (std::size_t i = 0; i < tokens[0].size(); ++i) {
    depth.step(tokens[0][i]);
    if (depth.outside()) return i + 1 == tokens[0].size() && tokens[0][1] != '\\';
  }
  return true;  // the closing brace is missing
}

PersonName parse_one(std::string_view text) {
  const auto parts = split_at_commas(text);
  if (parts.size() == 1) {
    const auto tokens = tokens_of(parts[0]);
    if (tokens.empty()) return {};
    if (!is_braced_whole(tokens)) return from_first_von_last(tokens);
    PersonName name;
    name.literal = decoded(tokens, 0, 1);
    return name;
  }
  PersonName name = from_von_last(tokens_of(parts[0]));
  const auto given = tokens_of(parts.back());
  name.given = decoded(given, 0, given.size());
  if (parts.size() == 3) {
    const auto suffix = tokens_of(parts[1]);
    name.suffix = decoded(suffix, 0, suffix.size());
  }
  if (name.family.empty()) std::swap(name.family, name.given);
  return name;
}

}  // namespace

NameList parse_bibtex_names(std::string_view field) {
  NameList list;
  auto parts = split_list(trim(field));
  const auto by_commas = parts.size() == 1 ? comma_separated(parts.front()) : std::vector<std::string>();
  if (!by_commas.empty()) parts.assign(by_commas.begin(), by_commas.end());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto text = trim(parts[i]);
    if (i > 0 && i + 1 == parts.size() && text == "others") {
      list.others = true;
      break;
    }
    auto name = parse_one(text);
    if (name != PersonName{}) list.names.push_back(std::move(name));
  }
  return list;
}

}  // namespace bibmill
