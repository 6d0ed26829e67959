#include "pipeline/record_json/json_writer.h"

#include <array>
#include <charconv>
#include <cstddef>

#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

/// By byte: whether it stands for itself in a JSON string.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

bool is_plain(char c) { return kPlain[static_cast<unsigned char>(c)]; }

/// What hides text from a reader or is obeyed by a terminal (U+009B begins a command), though JSON allows it raw; and
/// the line ends that many readers of lines take for the end of a record.
bool must_escape(char32_t c) { return is_invisible(c) || c == 0x85 || c == 0x2028 || c == 0x2029; }

void append_unit(std::string& out, unsigned unit) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += "\\u";
  for (const unsigned shift : {12u, 8u, 4u, 0u}) out += kHex[(unit >> shift) & 15];
}

/// Beyond the basic plane as a surrogate pair (RFC 8259 §7).
void append_code_point(std::string& out, char32_t c) {
  if (c > 0xFFFF) append_unit(out, 0xD800u + static_cast<unsigned>((c - 0x10000) >> 10));
  append_unit(out, c > 0xFFFF ? 0xDC00u + static_cast<unsigned>((c - 0x10000) & 0x3FF) : static_cast<unsigned>(c));
}

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  append_code_point(out, static_cast<unsigned char>(c));
}

}  // namespace

void JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  need_comma_ = false;
}

void JsonWriter::close(char bracket) {
  out_ += bracket;
  need_comma_ = true;
}

void JsonWriter::separate() {
  if (need_comma_) out_ += ',';
  need_comma_ = true;
}

void JsonWriter::key(std::string_view name) {
  string(name);
  out_ += ':';
  need_comma_ = false;
}

void JsonWriter::string(std::string_view text) {
  separate();
  out_ += '"';
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t start = at;
    while (at < text.size() && is_plain(text[at])) ++at;
    out_.append(text, start, at - start);
    if (at == text.size()) break;
    const std::size_t first = at;
    const char32_t c = next_code_point(text, at);
    if (c < 0x80) {
      append_escaped(out_, text[first]);
    } else if (must_escape(c)) {
      append_code_point(out_, c);
    } else {
      append_utf8(out_, c);
    }
  }
  out_ += '"';
}

void JsonWriter::integer(long long value) {
  separate();
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_.append(digits.data(), end);
}

void JsonWriter::real(double value) {
  separate();
  std::array<char, 400> digits;  // 309 digits of the largest double, sign, point and decimals
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 4).ptr;
  const std::string_view printed(digits.data(), static_cast<std::size_t>(end - digits.data()));
  out_ += printed == "-0.0000" ? std::string_view("0.0000") : printed;
}

void JsonWriter::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
}

void JsonWriter::member(std::string_view name, std::string_view text) {
  if (text.empty()) return;
  key(name);
  string(text);
}

void JsonWriter::printed_members(std::string_view text) {
  if (text.empty()) return;
  separate();
  out_ += text;
}

void JsonWriter::member_if(std::string_view name, const std::optional<std::string>& text) {
  if (text) member(name, std::string_view(*text));
}

void JsonWriter::member(std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  key(name);
  begin_array();
  for (const std::string& text : texts) string(text);
  end_array();
}

}  // namespace bibmill
