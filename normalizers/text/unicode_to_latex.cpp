#include <utf8proc.h>

#include <array>
#include <cstddef>
#include <optional>

#include "normalizers/text/latex.h"
#include "normalizers/text/latex_tables.h"
#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

using std::string_view;

/// TeX's special characters and those that would not print as themselves (apis/bibtex.md §5). '@' is set in braces
/// because readers that resynchronise after a mistake look for "@name{".
string_view escape_ascii(char c) {
  switch (c) {
    case '&': return "\\&";
    case '%': return "\\%";
    case '$': return "\\$";
    case '#': return "\\#";
    case '_': return "\\_";
    case '{': return "\\textbraceleft{}";
    case '}': return "\\textbraceright{}";
    case '~': return "\\textasciitilde{}";
    case '^': return "\\textasciicircum{}";
    case '\\': return "\\textbackslash{}";
    case '<': return "\\textless{}";
    case '>': return "\\textgreater{}";
    case '|': return "\\textbar{}";
    case '`': return "\\textasciigrave{}";
    case '@': return "{@}";
    default: return {};
  }
}

class Escaper {
 public:
  explicit Escaper(LatexProfile profile) : profile_(profile) {}

  void add(char32_t c) {
    if (is_space(c)) {
      put(" ", c);
    } else if (is_invisible(c)) {
      return;
    } else if (c < 0x80) {
      add_ascii(static_cast<char>(c));
    } else if (const string_view mark = typographic(c); !mark.empty()) {
      put(mark, c);
    } else if (profile_ == LatexProfile::unicode) {
      std::string bytes;
      append_utf8(bytes, c);
      put(bytes, c);
    } else {
      add_seven_bit(c);
    }
  }

  std::string take() && { return std::move(out_); }

 private:
  void put(string_view latex, char32_t printed) {
    out_ += latex;
    last_ = printed;
  }

  void add_ascii(char c) {
    if (c == '"') return put(opens_quotation() ? "``" : "''", U'"');
    if (const string_view escaped = escape_ascii(c); !escaped.empty()) return put(escaped, static_cast<char32_t>(c));
    // "--", "''" and ",," are ligatures of TeX's fonts; the source means the characters.
    if ((c == '-' || c == '\'' || c == ',') && last_ == static_cast<char32_t>(c)) out_ += "{}";
    put({&c, 1}, static_cast<char32_t>(c));
  }

  bool opens_quotation() const {
    return last_ == 0 || is_space(last_) || last_ == U'(' || last_ == U'[' || last_ == U'{' || last_ == U'-' ||
           last_ == U'/' || last_ == 0x2013 || last_ == 0x2014;
  }

  string_view typographic(char32_t c) const {
    switch (c) {
      case 0x2013: return "--";
      case 0x2014: return "---";
      case 0x2026: return "\\ldots{}";
      default: break;
    }
    if (profile_ == LatexProfile::unicode) return {};
    switch (c) {
      case 0x2018: return "`";
      case 0x2019: return "'";
      case 0x201C: return "``";
      case 0x201D: return "''";
      case 0x2010:
      case 0x2011: return "-";
      case 0x2012: return "--";
      case 0x2015: return "---";
      default: return {};
    }
  }

  void add_seven_bit(char32_t c) {
    std::string bytes;
    append_utf8(bytes, c);
    if (const LatexSymbol* symbol = latex_symbol_for(bytes)) return put(spelled(*symbol), c);
    if (const auto accented = as_accented(c)) return put("{" + *accented + "}", c);
    if (const auto plain = as_compatible(c)) {
      for (const char part : *plain) add_ascii(part);
      return;
    }
    put("{\\symbol{" + std::to_string(static_cast<unsigned long>(c)) + "}}", c);
  }

  static std::string spelled(const LatexSymbol& symbol) {
    const std::string command = "\\" + std::string(symbol.command);
    return symbol.math ? "{$" + command + "$}" : "{" + command + "}";
  }

  /// "\'e" for é, "\'{\^e}" for ế: canonical decomposition, marks from the inside out.
  static std::optional<std::string> as_accented(char32_t c) {
    std::array<utf8proc_int32_t, 8> parts{};
    int boundary = 0;
    const auto count =
        utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts.data(),
                                static_cast<utf8proc_ssize_t>(parts.size()), UTF8PROC_DECOMPOSE, &boundary);
    if (count < 2 || count > static_cast<utf8proc_ssize_t>(parts.size())) return std::nullopt;
    if (parts[0] >= 0x80 || !is_ascii_letter(static_cast<char>(parts[0]))) return std::nullopt;
    std::string latex(1, static_cast<char>(parts[0]));
    for (std::size_t i = 1; i < static_cast<std::size_t>(count); ++i) {
      const LatexAccent* accent = latex_accent_for(static_cast<char32_t>(parts[i]));
      if (accent == nullptr) return std::nullopt;
      const bool letter_command = is_ascii_letter(accent->command[0]);
      if (latex == "i" || latex == "j") {
        // Below the letter the dot stays.
        const bool above = accent->combining < 0x316;
        if (above) latex = "\\" + latex;
      }
      const bool braces = letter_command || i > 1;
      latex = "\\" + std::string(accent->command) + (braces ? "{" + latex + "}" : latex);
    }
    return latex;
  }

  /// ASCII of compatibility characters: ﬁ, full-width and mathematical letters.
  static std::optional<std::string> as_compatible(char32_t c) {
    std::array<utf8proc_int32_t, 32> parts{};
    int boundary = 0;
    const auto count = utf8proc_decompose_char(
        static_cast<utf8proc_int32_t>(c), parts.data(), static_cast<utf8proc_ssize_t>(parts.size()),
        static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT), &boundary);
    if (count < 1 || count > static_cast<utf8proc_ssize_t>(parts.size())) return std::nullopt;
    std::string plain;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
      if (parts[i] < 0x20 || parts[i] >= 0x7F) return std::nullopt;
      plain.push_back(static_cast<char>(parts[i]));
    }
    return plain;
  }

  LatexProfile profile_;
  std::string out_;
  char32_t last_ = 0;  ///< the character printed last
};

}  // namespace

std::string unicode_to_latex(std::string_view text, LatexProfile profile) {
  const std::string composed = nfc(text);
  Escaper escaper(profile);
  for (std::size_t position = 0; position < composed.size();) escaper.add(next_code_point(composed, position));
  return std::move(escaper).take();
}

}  // namespace bibmill
