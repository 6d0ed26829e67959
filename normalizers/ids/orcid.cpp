#include "normalizers/ids/orcid.h"

#include "normalizers/ids/url_parts.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

/// ISO/IEC 7064 MOD 11-2 over the first 15 digits.
char check_character(std::string_view digits) {
  int total = 0;
  for (const char c : digits.substr(0, 15)) total = (total + (c - '0')) * 2 % 11;
  const int result = (12 - total) % 11;
  return result == 10 ? 'X' : static_cast<char>('0' + result);
}

}  // namespace

std::optional<Orcid> Orcid::parse(std::string_view text) {
  const std::string clean = identifier_text(text);
  std::string_view rest = clean;
  if (const auto host = find_ignoring_case(rest, "orcid.org/"); host != std::string_view::npos)
    rest.remove_prefix(host + 10);
  for (const std::string_view label : {"orcid", ":", " "}) {
    if (starts_with_ignoring_case(rest, label)) rest.remove_prefix(label.size());
  }
  while (rest.ends_with('/')) rest.remove_suffix(1);

  std::string digits;
  for (std::size_t position = 0; position < rest.size();) {
    const char32_t c = next_code_point(rest, position);
    if (c < 0x80 && is_ascii_digit(static_cast<char>(c)) && digits.size() < 16) {
      digits.push_back(static_cast<char>(c));
    } else if ((c == U'x' || c == U'X') && digits.size() == 15) {
      digits.push_back('X');
    } else if (c != U'-' && !(c >= 0x2010 && c <= 0x2015)) {
      return std::nullopt;
    }
  }
  if (digits.size() != 16 || digits.back() != check_character(digits)) return std::nullopt;
  return Orcid(digits.substr(0, 4) + "-" + digits.substr(4, 4) + "-" + digits.substr(8, 4) + "-" + digits.substr(12));
}

}  // namespace bibmill
