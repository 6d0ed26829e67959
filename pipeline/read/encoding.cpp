#include "pipeline/read/encoding.h"

#include <algorithm>
#include <array>
#include <boost/locale/encoding_utf.hpp>
#include <cstddef>
#include <optional>
#include <utility>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

/// Windows-1252 0x80 to 0x9F (Unicode mapping table CP1252.TXT); 0 = undefined there.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

void append_windows_1252(std::string& out, unsigned char byte) {
  char32_t code = byte;
  if (byte < 0xA0) code = kWindows1252[byte - 0x80u];
  if (code == 0) code = 0xFFFD;
  if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
  } else {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
  }
  out += static_cast<char>(0x80 | (code & 0x3F));
}

/// Length of the valid multi-byte sequence at `at`, or 0.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return 0;
  return is_valid_utf8(text.substr(at, length)) ? length : 0;
}

/// How much of a file decides what it is.
constexpr std::size_t kSniffed = 64 * 1024;

constexpr const char* kHint = "give a Markdown reading list, BibTeX, JSON Lines, or one identifier a line";

/// Kinds of files that people mistake for lists, by their first bytes; a PDF may look like text for a while.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kKinds = {{
    {"%PDF-", "a PDF"},
    {"\x1F\x8B", "compressed (gzip); unpack it first, and"},
    {"BZh", "compressed (bzip2); unpack it first, and"},
    {"\xFD"
     "7zXZ",
     "compressed (xz); unpack it first, and"},
    {"\x28\xB5\x2F\xFD", "compressed (zstd); unpack it first, and"},
    {"PK\x03\x04", "an archive or an office document"},
    {"\x89PNG", "an image"},
    {"\xFF\xD8\xFF", "an image"},
    {"GIF8", "an image"},
}};

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && (byte < 0x09 || byte > 0x0D) && byte != 0x1B) || byte == 0x7F;
}

/// Texts have hardly a control character, compressed bytes one in ten, programs mostly zeros.
bool is_binary(std::string_view text) {
  const std::string_view head = text.substr(0, kSniffed);
  return std::ranges::count_if(head, is_control) * 50 > std::ssize(head);
}

std::string describe_binary(std::string_view bytes) {
  for (const auto& [mark, kind] : kKinds) {
    if (!bytes.starts_with(mark)) continue;
    // "BZh" may begin a word.
    if (mark == "BZh" && !is_binary(bytes)) continue;
    const bool unpack = kind.ends_with("and");
    return "this file is " + std::string(kind) + (unpack ? " " : ", no text; ") + kHint;
  }
  return is_binary(bytes) ? std::string("this file is binary, no text; ") + kHint : std::string();
}

/// nullopt when it is no well-formed UTF-16.
std::optional<std::string> decode_utf16(std::string_view bytes, bool little_endian) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  std::u16string units(bytes.size() / 2, u'\0');
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto first = static_cast<unsigned char>(bytes[2 * i]);
    const auto second = static_cast<unsigned char>(bytes[2 * i + 1]);
    units[i] = static_cast<char16_t>(little_endian ? first | (second << 8) : second | (first << 8));
  }
  try {
    return boost::locale::conv::utf_to_utf<char>(units, boost::locale::conv::stop);
  } catch (const boost::locale::conv::conversion_error&) {
    return std::nullopt;
  }
}

/// Without a byte order mark: ASCII characters have a zero at one side, and nothing else has zeros.
std::optional<std::string> unmarked_utf16(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kSniffed);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0' ? 1u : 0u;
  const bool little_endian = zeros[1] > zeros[0];
  const auto [fewer, more] = std::minmax(zeros[0], zeros[1]);
  if (more < head.size() / 8 || more < 4 || fewer * 10 > more) return std::nullopt;
  auto text = decode_utf16(bytes, little_endian);
  return text && !is_binary(*text) ? text : std::nullopt;
}

/// A CR that no LF follows ends a line; of CRs before an LF none does.
void end_lines_with_lf(std::string& text) {
  for (std::size_t at = text.find('\r'); at != std::string::npos; at = text.find('\r', at)) {
    const std::size_t end = std::min(text.find_first_not_of('\r', at), text.size());
    if (end == text.size() || text[end] != '\n')
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end), '\n');
    at = end;
  }
}

Result<std::string> decode_file(std::string bytes) {
  const bool little_endian = bytes.starts_with("\xFF\xFE");
  if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) || bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4)))
    return fail(ErrorKind::input, "this file is UTF-32; save it as UTF-8");
  if (little_endian || bytes.starts_with("\xFE\xFF")) {
    if (auto text = decode_utf16(std::string_view(bytes).substr(2), little_endian)) return *std::move(text);
    return fail(ErrorKind::input, "this file claims to be UTF-16 and is damaged; save it as UTF-8");
  }
  if (auto text = unmarked_utf16(bytes)) return *std::move(text);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  return bytes;
}

}  // namespace

Result<std::string> text_of_file(std::string bytes) {
  Result<std::string> text = decode_file(std::move(bytes));
  if (!text) return text;
  if (std::string problem = describe_binary(*text); !problem.empty()) return fail(ErrorKind::input, std::move(problem));
  end_lines_with_lf(*text);
  return text;
}

std::string to_utf8(std::string_view text) {
  if (is_valid_utf8(text)) return std::string(text);
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80 ? 1 : sequence_length(text, i);
    if (length == 0) {
      append_windows_1252(out, byte);
      ++i;
    } else {
      out.append(text.substr(i, length));
      i += length;
    }
  }
  return out;
}

}  // namespace bibmill
