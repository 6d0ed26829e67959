#include "pipeline/write/bibtex_expression.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

bool is_space(char c) { return is_ascii_space(c); }
bool is_digit(char c) { return is_ascii_digit(c); }

/// What bibtex.web allows in a macro's name.
bool is_name_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte != 0x7F && std::string_view("\"#%'(),={}@").find(c) == std::string_view::npos;
}

/// Nothing invisible (utf8.h), and no line ends but LF.
std::string without_controls(std::string_view text) {
  std::string clean;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t start = position;
    const char32_t c = next_code_point(text, position);
    const bool line_end = c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029;
    if (line_end) clean += '\n';
    if (line_end || c == '\r' || is_invisible(c)) continue;
    clean += c == kReplacement ? std::string_view("\xEF\xBF\xBD") : text.substr(start, position - start);
  }
  return clean;
}

/// One past the end of the delimited text at the start of `rest`; npos when it has no end.
std::size_t delimited_end(std::string_view rest) {
  const bool quoted = rest.front() == '"';
  std::size_t depth = 0;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (quoted && i > 0 && rest[i] == '"' && depth == 0) return i + 1;
    if (rest[i] == '{') ++depth;
    if (rest[i] != '}') continue;
    if (depth == 0) return std::string_view::npos;
    if (--depth == 0 && !quoted) return i + 1;
  }
  return std::string_view::npos;
}

std::string expand_macro(std::string_view name, const MacroDefinitions& macros) {
  const std::string lower = ascii_lower(name);
  for (const auto& [macro, definition] : macros) {
    if (macro != lower) continue;
    if (auto expanded = own_expression(definition, {})) return *std::move(expanded);
  }
  if (std::find(kMonths.begin(), kMonths.end(), lower) != kMonths.end()) return lower;
  return "{" + std::string(name) + "}";
}

/// Takes one piece from the front of `rest`; "" when there is none.
std::string take_piece(std::string_view& rest, const MacroDefinitions& macros) {
  if (rest.front() == '{' || rest.front() == '"') {
    const std::size_t end = delimited_end(rest);
    if (end == std::string_view::npos) return {};
    std::string piece(rest.substr(0, end));
    rest.remove_prefix(end);
    return piece;
  }
  std::size_t end = 0;
  while (end < rest.size() && is_name_character(rest[end])) ++end;
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end);
  if (word.empty() || std::all_of(word.begin(), word.end(), is_digit)) return std::string(word);
  return expand_macro(word, macros);
}

}  // namespace

std::optional<std::string> own_expression(std::string_view expression, const MacroDefinitions& macros) {
  const std::string clean = without_controls(expression);
  std::string_view rest = trim(clean);
  std::string out;
  while (!rest.empty()) {
    const std::string piece = take_piece(rest, macros);
    if (piece.empty()) return std::nullopt;
    out += piece;
    while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
    if (rest.empty()) return out;
    if (rest.front() != '#') return std::nullopt;
    rest.remove_prefix(1);
    while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
    out += " # ";
  }
  return std::nullopt;
}

bool is_balanced(std::string_view latex) {
  std::size_t depth = 0;
  for (const char c : latex) {
    if (c == '{') ++depth;
    if (c == '}' && depth-- == 0) return false;
  }
  return depth == 0;
}

std::optional<int> month_of(std::string_view expression) {
  const std::string lower = ascii_lower(expression);
  std::size_t first = std::string::npos;
  std::optional<int> month;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const std::size_t at = lower.find(kMonths[i]);
    const bool inside_word = at != std::string::npos && at > 0 && lower[at - 1] >= 'a' && lower[at - 1] <= 'z';
    if (at == std::string::npos || at > first || inside_word) continue;
    first = at;
    month = static_cast<int>(i) + 1;
  }
  if (month) return month;
  std::string digits;
  std::copy_if(lower.begin(), lower.end(), std::back_inserter(digits), is_digit);
  if (digits.empty() || digits.size() > 2) return std::nullopt;
  const int number = std::stoi(digits);
  return number >= 1 && number <= 12 ? std::optional<int>(number) : std::nullopt;
}

std::string_view month_macro(int month) { return kMonths[static_cast<std::size_t>(std::clamp(month, 1, 12) - 1)]; }

}  // namespace bibmill
