#include "normalizers/names/name_parts.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

// apis/bibtex.md §3 ("Particles"), and the forms that Crossref deposits add.
constexpr std::array<std::string_view, 41> kParticles = {
    "af",    "al",  "am",  "auf", "av",  "bin", "bint", "da",  "dal", "dalla", "das", "de",  "dei", "del",
    "della", "den", "der", "des", "di",  "do",  "dos",  "du",  "el",  "ibn",   "la",  "las", "le",  "los",
    "op",    "san", "ten", "ter", "tot", "und", "van",  "vom", "von", "zu",    "zum", "zur", "ben"};

// "Ma" and "Meng" are family names, "Md." is a given name: degrees that could be a name are left alone.
constexpr std::array<std::string_view, 16> kDegrees = {"phd",  "msc",  "bsc",  "mba",  "mph",  "dds",  "dvm",   "dphil",
                                                       "frcp", "frcs", "facs", "mbbs", "drph", "psyd", "mphil", "dsc"};

constexpr std::array<std::string_view, 31> kOrganisations = {
    "collaboration", "collaborations", "consortium",   "committee",     "team",        "group",
    "groups",        "association",    "society",      "institute",     "university",  "foundation",
    "project",       "initiative",     "organization", "organisation",  "network",     "council",
    "agency",        "ministry",       "department",   "company",       "corporation", "laboratory",
    "commission",    "federation",     "federación",   "investigators", "staff",       "inc",
    "gmbh"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The next code point of `text`, which is shortened by it; malformed bytes count as U+FFFD.
char32_t next_code_point(std::string_view& text) {
  utf8proc_int32_t code = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto read = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &code);
  if (read <= 0) {
    text.remove_prefix(1);
    return 0xFFFD;
  }
  text.remove_prefix(static_cast<std::size_t>(read));
  return static_cast<char32_t>(code);
}

void append_code_point(std::string& text, char32_t code) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto written = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes.data());
  text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(written));
}

LetterCase case_of(char32_t code) {
  const auto signed_code = static_cast<utf8proc_int32_t>(code);
  const auto category = utf8proc_category(signed_code);
  if (category == UTF8PROC_CATEGORY_LL) return LetterCase::lower;
  if (category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT) return LetterCase::upper;
  return LetterCase::none;
}

/// Lower-case ASCII letters only: "Ph.D." → "phd".
std::string letters_only(std::string_view word) {
  std::string letters;
  for (const char c : ascii_lower(word)) {
    if (c != '.' && c != ',' && c != '(' && c != ')') letters.push_back(c);
  }
  return letters;
}

constexpr std::array<std::string_view, 15> kMarks = {"¶", "*", "†", "‡",  "§", "‖", "#", "∗",
                                                     "⋆", "★", "✉", "🖂", "^", ",", ";"};
constexpr std::array<std::string_view, 11> kSuperscripts = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁎"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

template <std::size_t N>
bool strip_one(std::string_view& text, const std::array<std::string_view, N>& marks) {
  for (const auto mark : marks) {
    if (text.ends_with(mark)) {
      text.remove_suffix(mark.size());
      return true;
    }
    if (text.starts_with(mark)) {
      text.remove_prefix(mark.size());
      return true;
    }
  }
  return false;
}

/// "(1)", "(1 and 2)", "(1,2)" at the end: numbered affiliations of arXiv author lines.
bool strip_numbered_brackets(std::string_view& text) {
  if (!text.ends_with(')')) return false;
  const auto open = text.rfind('(');
  if (open == std::string_view::npos || open == 0) return false;
  const auto inside = text.substr(open + 1, text.size() - open - 2);
  bool digits = false;
  for (const auto& word : split_words(inside)) {
    if (word == "and" || word == "&") continue;
    const bool numeric = std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c) || c == ','; });
    if (!numeric) return false;
    digits = true;
  }
  if (digits) text = trim(text.substr(0, open));
  return digits;
}

/// DBLP's homonym number " 0001", and digits glued to the last letter.
bool strip_digits(std::string_view& text) {
  if (text.empty() || !is_digit(text.back())) return false;
  const auto last = text.find_last_not_of("0123456789");
  if (last == std::string_view::npos) return false;
  const auto count = text.size() - last - 1;
  if (text[last] == ' ' && count != 4) return false;  // "TUG 2004" would be cut too; no person is named by a year
  text = trim(text.substr(0, last + 1));
  return true;
}

}  // namespace

LetterCase first_letter_case(std::string_view word) {
  while (!word.empty()) {
    const auto code = next_code_point(word);
    if (const auto found = case_of(code); found != LetterCase::none) return found;
    if (utf8proc_category(static_cast<utf8proc_int32_t>(code)) == UTF8PROC_CATEGORY_LO) return LetterCase::none;
  }
  return LetterCase::none;
}

bool is_all_caps(std::string_view text, std::size_t least) {
  std::size_t upper = 0;
  while (!text.empty()) {
    const auto found = case_of(next_code_point(text));
    if (found == LetterCase::lower) return false;
    if (found == LetterCase::upper) ++upper;
  }
  return upper >= least;
}

std::string capitalised(std::string_view all_caps) {
  std::string result;
  bool at_start = true;
  while (!all_caps.empty()) {
    const auto code = next_code_point(all_caps);
    const bool letter = case_of(code) != LetterCase::none;
    const auto lowered = static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(code)));
    append_code_point(result, letter && !at_start ? lowered : code);
    at_start = !letter && utf8proc_category(static_cast<utf8proc_int32_t>(code)) != UTF8PROC_CATEGORY_MN;
  }
  return result;
}

bool is_particle(std::string_view word) {
  const auto lower = ascii_lower(word);
  return contains(kParticles, lower) || lower == "d'" || lower == "’t" || lower == "'t";
}

std::optional<std::string> generational_suffix(std::string_view word) {
  const auto letters = letters_only(word);
  if (letters == "jr" || letters == "junior") return "Jr.";
  if (letters == "sr") return "Sr.";
  if (letters == "ii" || letters == "iii" || letters == "iv") {
    std::string upper = letters;
    std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) { return c == 'i' ? 'I' : 'V'; });
    return upper;
  }
  if (letters == "2nd" || letters == "3rd" || letters == "4th") return letters;
  return std::nullopt;
}

bool is_degree(std::string_view word) {
  return contains(kDegrees, letters_only(word)) || word == "MD" || word == "M.D." || word == "M.D";
}

bool is_organisation(std::string_view name) {
  const auto words = split_words(name);
  if (words.size() < 2) return false;
  if (ascii_lower(words.front()) == "the") return true;
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return contains(kOrganisations, letters_only(word)); });
}

bool is_unspaced_script(std::string_view text) {
  bool found = false;
  while (!text.empty()) {
    const auto code = next_code_point(text);
    const bool unspaced = (code >= 0x3040 && code <= 0x30FF) || (code >= 0x3400 && code <= 0x9FFF) ||
                          (code >= 0xAC00 && code <= 0xD7AF) || (code >= 0x20000 && code <= 0x3FFFF);
    if (!unspaced) return false;
    found = true;
  }
  return found;
}

std::string clean_name(std::string_view text) {
  std::string collapsed = collapse_space(text);
  for (const std::string_view hyphen : {"\u2010", "\u2011"}) {
    for (auto at = collapsed.find(hyphen); at != std::string::npos; at = collapsed.find(hyphen, at)) {
      collapsed.replace(at, hyphen.size(), "-");
    }
  }
  std::string_view name = trim(collapsed);
  while (!name.empty() && (strip_one(name, kMarks) || strip_one(name, kSuperscripts) || strip_numbered_brackets(name) ||
                           strip_digits(name))) {
    name = trim(name);
  }
  return std::string(name);
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto start = text.find_first_not_of(" \t\n\r", at);
    if (start == std::string_view::npos) break;
    const auto end = std::min(text.find_first_of(" \t\n\r", start), text.size());
    words.emplace_back(text.substr(start, end - start));
    at = end;
  }
  return words;
}

std::string join_words(const std::vector<std::string>& words, std::size_t first, std::size_t last) {
  std::string joined;
  for (std::size_t i = first; i < last && i < words.size(); ++i) {
    if (!joined.empty()) joined += ' ';
    joined += words[i];
  }
  return joined;
}

}  // namespace bibmill
