#include "normalizers/text/unicode.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

std::string repaired(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t position = 0; position < text.size();) append_utf8(out, next_code_point(text, position));
  return out;
}

void append_hex(std::string& out, std::string_view mark, char32_t value, int digits) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += mark;
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out.push_back(kDigits[(value >> shift) & 0xF]);
}

/// How many bytes at the beginning of `text` are visible ASCII characters: most text is, and needs no closer look.
std::size_t plain_run(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && text[length] > ' ' && text[length] < '\x7F') ++length;
  return length;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    if (static_cast<unsigned char>(text[position]) < 0x80) {
      ++position;
      continue;
    }
    const std::size_t before = position;
    // A genuine U+FFFD takes three bytes, a malformed byte one.
    if (next_code_point(text, position) == kReplacement && position - before != 3) return false;
  }
  return true;
}

std::string nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string clean = repaired(text);
  utf8proc_uint8_t* composed = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(clean.data()), static_cast<utf8proc_ssize_t>(clean.size()),
                   &composed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(composed, &std::free);
  if (length < 0) return clean;
  return std::string(reinterpret_cast<const char*>(composed), static_cast<std::size_t>(length));
}

std::string collapse_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  for (std::size_t position = 0; position < text.size();) {
    if (const std::size_t run = plain_run(text.substr(position)); run > 0) {
      if (pending) out.push_back(' ');
      pending = false;
      out.append(text, position, run);
      position += run;
      continue;
    }
    const char32_t code_point = next_code_point(text, position);
    if (is_space(code_point)) {
      pending = !out.empty();
    } else if (!is_invisible(code_point)) {
      if (pending) out.push_back(' ');
      pending = false;
      append_utf8(out, code_point);
    }
  }
  return out;
}

std::string shorten(std::string_view text, std::size_t max_bytes) {
  std::string clean = is_ascii(text) ? std::string(text) : repaired(text);
  if (clean.size() <= max_bytes) return clean;
  const std::size_t room = max_bytes >= kEllipsis.size() ? max_bytes - kEllipsis.size() : max_bytes;
  std::size_t end = 0;
  for (std::size_t position = 0; position <= room; next_code_point(clean, position)) end = position;
  clean.resize(end);
  if (max_bytes >= kEllipsis.size()) clean += kEllipsis;
  return clean;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t before = position;
    const char32_t code_point = next_code_point(text, position);
    if (is_space(code_point)) {
      pending = !out.empty();
      continue;
    }
    if (pending) out.push_back(' ');
    pending = false;
    if (code_point == kReplacement && position - before == 1) {
      append_hex(out, "\\x", static_cast<unsigned char>(text[before]), 2);
    } else if (is_invisible(code_point)) {
      if (code_point < 0x100)
        append_hex(out, "\\x", code_point, 2);
      else
        append_hex(out, "\\u", code_point, 4);
    } else {
      append_utf8(out, code_point);
    }
  }
  return out;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = to_ascii_lower(c);
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace bibmill
