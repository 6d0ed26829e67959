#include "normalizers/text/utf8.h"

#include <utf8proc.h>

#include <algorithm>

namespace bibmill {
namespace {

utf8proc_category_t category(char32_t code_point) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
}

bool between(char32_t code_point, char32_t first, char32_t last) { return code_point >= first && code_point <= last; }

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& position) {
  const auto byte = static_cast<unsigned char>(text[position]);
  if (byte < 0x80) {
    ++position;
    return byte;
  }
  const std::string_view rest = text.substr(position, 4);
  utf8proc_int32_t code_point = -1;
  const utf8proc_ssize_t used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(rest.data()),
                                                 static_cast<utf8proc_ssize_t>(rest.size()), &code_point);
  if (used <= 0 || code_point < 0) {
    ++position;
    return kReplacement;
  }
  position += static_cast<std::size_t>(used);
  return static_cast<char32_t>(code_point);
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point < 0x80) {
    out.push_back(static_cast<char>(code_point));
    return;
  }
  const bool valid = code_point <= 0x10FFFF && !between(code_point, 0xD800, 0xDFFF);
  utf8proc_uint8_t buffer[4];
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(valid ? code_point : kReplacement), buffer);
  out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(length));
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_letter(char32_t code_point) {
  const auto kind = category(code_point);
  return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
}

bool is_upper(char32_t code_point) {
  const auto kind = category(code_point);
  return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LT;
}

bool is_number(char32_t code_point) {
  const auto kind = category(code_point);
  return kind >= UTF8PROC_CATEGORY_ND && kind <= UTF8PROC_CATEGORY_NO;
}

bool is_mark(char32_t code_point) {
  const auto kind = category(code_point);
  return kind >= UTF8PROC_CATEGORY_MN && kind <= UTF8PROC_CATEGORY_ME;
}

bool is_space(char32_t code_point) {
  if (code_point < 0x80) return is_ascii_space(static_cast<char>(code_point));
  return code_point == 0x85 || code_point == 0xA0 || code_point == 0x1680 || between(code_point, 0x2000, 0x200A) ||
         code_point == 0x2028 || code_point == 0x2029 || code_point == 0x202F || code_point == 0x205F ||
         code_point == 0x3000;
}

bool is_invisible(char32_t code_point) {
  if (is_space(code_point)) return false;
  return code_point < 0x20 || between(code_point, 0x7F, 0x9F) || code_point == 0xAD || code_point == 0x34F ||
         code_point == 0x61C || code_point == 0x180E || between(code_point, 0x200B, 0x200F) ||
         between(code_point, 0x202A, 0x202E) || between(code_point, 0x2060, 0x206F) || code_point == 0xFEFF ||
         between(code_point, 0xFFF9, 0xFFFB) || between(code_point, 0xE0000, 0xE007F);
}

}  // namespace bibmill
