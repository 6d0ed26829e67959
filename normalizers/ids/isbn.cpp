#include "normalizers/ids/isbn.h"

#include <algorithm>
#include <array>

#include "normalizers/ids/url_parts.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

using std::string_view;

/// Digits and a final X at the start of `text`, hyphens (any dash) and blanks between them left out; stops at other
/// characters.
std::string leading_digits(string_view text) {
  std::string digits;
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = next_code_point(text, position);
    if (c < 0x80 && is_ascii_digit(static_cast<char>(c))) {
      digits.push_back(static_cast<char>(c));
    } else if ((c == U'x' || c == U'X') && !digits.empty()) {
      digits.push_back('X');
      break;
    } else if (c != U'-' && c != U' ' && !(c >= 0x2010 && c <= 0x2015) && c != 0x2212) {
      break;
    }
  }
  return digits;
}

/// What follows the last of the words that introduce a number: "ISBN-13: ", ".../isbn/".
string_view behind_label(string_view text, std::initializer_list<string_view> labels) {
  for (const string_view label : labels) {
    for (std::size_t at = find_ignoring_case(text, label); at != string_view::npos;
         at = find_ignoring_case(text, label)) {
      text.remove_prefix(at + label.size());
    }
  }
  const auto start = std::find_if(text.begin(), text.end(), is_ascii_digit);
  text.remove_prefix(static_cast<std::size_t>(start - text.begin()));
  return text;
}

char isbn13_check(string_view first_twelve) {
  int sum = 0;
  for (std::size_t i = 0; i < 12; ++i) sum += (first_twelve[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

/// Sum weighted by `digits.size()` down to 1; X is 10 and only the last character. ISBN-10 and ISSN are valid when 11
/// divides it.
bool is_modulo_11(string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] == 'X' && i + 1 != digits.size()) return false;
    const int value = digits[i] == 'X' ? 10 : digits[i] - '0';
    sum += value * static_cast<int>(digits.size() - i);
  }
  return sum % 11 == 0;
}

bool is_all_zero(string_view digits) { return digits.find_first_not_of('0') == string_view::npos; }

}  // namespace

std::optional<Isbn> Isbn::parse(std::string_view text) {
  const std::string clean = identifier_text(text);
  const std::string digits = leading_digits(behind_label(clean, {"isbn-13", "isbn-10", "isbn13", "isbn10", "isbn"}));
  if (digits.size() == 13 && (digits.starts_with("978") || digits.starts_with("979")) &&
      digits.back() == isbn13_check(digits)) {
    return Isbn(digits);
  }
  if (digits.size() == 10 && is_modulo_11(digits) && !is_all_zero(digits)) {
    const std::string first = "978" + digits.substr(0, 9);
    return Isbn(first + isbn13_check(first));
  }
  return std::nullopt;
}

std::optional<Issn> Issn::parse(std::string_view text) {
  const std::string clean = identifier_text(text);
  const std::string digits = leading_digits(behind_label(clean, {"issn"}));
  if (digits.size() != 8 || !is_modulo_11(digits) || is_all_zero(digits)) return std::nullopt;
  return Issn(digits.substr(0, 4) + "-" + digits.substr(4));
}

}  // namespace bibmill
