#include "normalizers/text/fold.h"

#include <utf8proc.h>

#include <array>
#include <cstddef>

#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

/// Latin letters that Unicode does not decompose (they are letters of their own), opened as catalogues and users write
/// them.
std::string_view plain_latin(char32_t code_point) {
  switch (code_point) {
    case U'æ': return "ae";
    case U'œ': return "oe";
    case U'ø': return "o";
    case U'ł': return "l";
    case U'đ':
    case U'ð':
    case U'ɖ': return "d";
    case U'þ': return "th";
    case U'ħ': return "h";
    case U'ı':
    case U'ɨ': return "i";
    case U'ȷ':
    case U'ɉ': return "j";
    case U'ŋ': return "n";
    case U'ŧ': return "t";
    case U'ƀ': return "b";
    case U'ǥ': return "g";
    case U'ƶ': return "z";
    case U'ɵ': return "o";
    case U'ʉ': return "u";
    case U'ǝ':
    case U'ə': return "e";
    default: return {};
  }
}

/// Accents proper, which Latin, Greek and Cyrillic letters lose. Marks of other scripts (vowel signs, voicing marks)
/// tell words apart.
bool is_accent(char32_t code_point) {
  return (code_point >= 0x300 && code_point <= 0x36F) || (code_point >= 0x1AB0 && code_point <= 0x1AFF) ||
         (code_point >= 0x1DC0 && code_point <= 0x1DFF) || (code_point >= 0x20D0 && code_point <= 0x20FF) ||
         (code_point >= 0xFE00 && code_point <= 0xFE2F);
}

/// What an ASCII character folds to: itself in lower case, ' ' where it separates words, '\0' where it shows nothing.
constexpr std::array<char, 128> kAsciiFold = [] {
  std::array<char, 128> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const char c = static_cast<char>(i);
    if (is_ascii_alnum(c))
      table[i] = to_ascii_lower(c);
    else if (is_ascii_space(c) || (i >= 0x20 && i < 0x7F))
      table[i] = ' ';
  }
  return table;
}();

class Folder {
 public:
  explicit Folder(std::size_t size) { out_.reserve(size); }

  /// Folds the ASCII run that `text` begins with and gives its length: most titles are one such run.
  std::size_t add_ascii_run(std::string_view text) {
    std::size_t length = 0;
    for (; length < text.size() && static_cast<unsigned char>(text[length]) < 0x80; ++length) add_ascii(text[length]);
    return length;
  }

  void add_ascii(char c) {
    const char folded = kAsciiFold[static_cast<unsigned char>(c)];
    if (folded == ' ') return separate();
    if (folded == '\0') return;
    if (pending_) out_.push_back(' ');
    pending_ = false;
    out_.push_back(folded);
  }

  void add(char32_t code_point) {
    // NFKD would glue "TM" and "SM" to the word before.
    if (code_point == U'™' || code_point == U'℠') return separate();
    if (is_invisible(code_point)) return;
    std::array<utf8proc_int32_t, 32> parts{};
    int last_boundary = 0;
    const auto count = utf8proc_decompose_char(
        static_cast<utf8proc_int32_t>(code_point), parts.data(), static_cast<utf8proc_ssize_t>(parts.size()),
        static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD), &last_boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < static_cast<utf8proc_ssize_t>(parts.size()); ++i) {
      add_part(static_cast<char32_t>(parts[static_cast<std::size_t>(i)]));
    }
  }

  std::string take() && { return foreign_ ? nfc(out_) : std::move(out_); }

 private:
  void add_part(char32_t part) {
    if (part < 0x80) return add_ascii(static_cast<char>(part));
    if (is_accent(part)) return;
    if (const std::string_view plain = plain_latin(part); !plain.empty()) return add_word_text(plain);
    if (!is_letter(part) && !is_number(part) && !is_mark(part)) return separate();
    foreign_ = true;
    std::string bytes;
    append_utf8(bytes, part);
    add_word_text(bytes);
  }

  void add_word_text(std::string_view text) {
    if (pending_) out_.push_back(' ');
    pending_ = false;
    out_ += text;
  }

  void separate() { pending_ = !out_.empty(); }

  std::string out_;
  bool pending_ = false;
  bool foreign_ = false;  ///< holds letters that decomposed and must be composed again (Hangul, kana)
};

}  // namespace

std::string fold_title(std::string_view text) {
  Folder folder(text.size());
  for (std::size_t position = 0; position < text.size();) {
    position += folder.add_ascii_run(text.substr(position));
    if (position < text.size()) folder.add(next_code_point(text, position));
  }
  return std::move(folder).take();
}

std::vector<std::string> fold_words(std::string_view text) {
  const std::string folded = fold_title(text);
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < folded.size();) {
    std::size_t end = folded.find(' ', begin);
    if (end == std::string::npos) end = folded.size();
    words.emplace_back(folded, begin, end - begin);
    begin = end + 1;
  }
  return words;
}

}  // namespace bibmill
