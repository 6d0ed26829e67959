#include "normalizers/text/json_repair.h"

#include <utf8proc.h>

#include <charconv>
#include <cstdint>

namespace bibmill {
namespace {

constexpr std::size_t kEscapeLength = 6;  // \uXXXX

/// The code unit of a \uXXXX escape at `at`; -1 when there is none.
int escaped_unit(std::string_view json, std::size_t at) {
  if (at + kEscapeLength > json.size() || json[at] != '\\' || json[at + 1] != 'u') return -1;
  unsigned unit = 0;
  const char* end = json.data() + at + kEscapeLength;
  const auto [stopped, error] = std::from_chars(json.data() + at + 2, end, unit, 16);
  return error == std::errc() && stopped == end ? static_cast<int>(unit) : -1;
}

bool is_high(int unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(int unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

std::string repair_surrogates(std::string_view json) {
  std::string repaired(json);
  std::size_t i = 0;
  while ((i = repaired.find('\\', i)) != std::string::npos) {
    const int unit = escaped_unit(repaired, i);
    if (is_high(unit) && is_low(escaped_unit(repaired, i + kEscapeLength))) {
      i += 2 * kEscapeLength;
    } else if (is_high(unit) || is_low(unit)) {
      repaired.replace(i, kEscapeLength, "\\ufffd");
      i += kEscapeLength;
    } else {
      i += 2;
    }
  }
  return repaired;
}

std::string replace_invalid_utf8(std::string_view text, std::string_view replacement) {
  std::string replaced;
  replaced.reserve(text.size());
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  std::size_t i = 0;
  while (i < text.size()) {
    utf8proc_int32_t code_point = 0;
    const auto length = utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(text.size() - i), &code_point);
    if (length <= 0) {
      replaced += replacement;
      ++i;
      continue;
    }
    replaced.append(text.substr(i, static_cast<std::size_t>(length)));
    i += static_cast<std::size_t>(length);
  }
  return replaced;
}

}  // namespace bibmill
