// Code points of UTF-8 text, one at a time. Pure, thread-safe; malformed bytes read as U+FFFD, one for each byte.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bibmill {

inline constexpr char32_t kReplacement = 0xFFFD;

/// Reads the code point at `position` (which must be inside `text`) and moves `position` behind it.
char32_t next_code_point(std::string_view text, std::size_t& position);

/// Appends `code_point`; what is no Unicode scalar value is appended as U+FFFD.
void append_utf8(std::string& out, char32_t code_point);

bool is_ascii(std::string_view text);

/// Letters and numbers by their general category.
bool is_letter(char32_t code_point);
bool is_upper(char32_t code_point);
bool is_number(char32_t code_point);
bool is_mark(char32_t code_point);

/// White space of Unicode (Zs, Zl, Zp, and the white space controls).
bool is_space(char32_t code_point);

/// Characters that show nothing: zero-width characters, soft hyphen, joiners, direction marks, tags, controls (C0, C1).
/// They can hide text from a reader, or be obeyed by a terminal, so none of them leaves raw: BibTeX and citation keys
/// drop them, JSON writes them as \u escapes, terminals and logs show the escape (printable()).
bool is_invisible(char32_t code_point);

constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_ascii_alnum(char c) { return is_ascii_digit(c) || is_ascii_letter(c); }
constexpr bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr char to_ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace bibmill
