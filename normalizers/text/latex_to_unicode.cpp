#include <cstddef>

#include "normalizers/text/latex.h"
#include "normalizers/text/latex_tables.h"
#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

using std::string_view;
constexpr std::size_t npos = string_view::npos;

/// Deeper nesting is no text any more; the rest is taken as it stands, so that hostile input cannot exhaust the stack.
constexpr int kDeepest = 64;

class Reader {
 public:
  explicit Reader(string_view text) : text_(text) {}

  std::string run() && {
    std::string out;
    while (position_ < text_.size()) read_item(out, 0);
    return nfc(out);
  }

 private:
  bool at(string_view mark) const { return text_.substr(position_, mark.size()) == mark; }

  /// Reads one character, command or group and appends what it prints.
  void read_item(std::string& out, int depth) {
    const char c = text_[position_];
    switch (c) {
      case '\\': return read_command(out, depth);
      case '{': return read_group(out, depth);
      case '}': ++position_; return;
      case '~':
        ++position_;
        out.push_back(' ');
        return;
      case '$': return read_dollar(out);
      case '^':
      case '_':
        if (math_ && read_script(out, depth)) return;
        break;
      case '-':
      case '`':
      case '\'':
        if (!math_ && read_ligature(out)) return;
        break;
      default: break;
    }
    out.push_back(c);
    ++position_;
  }

  void read_group(std::string& out, int depth) {
    ++position_;
    if (depth >= kDeepest) return;
    while (position_ < text_.size() && text_[position_] != '}') read_item(out, depth + 1);
    if (position_ < text_.size()) ++position_;
  }

  void read_dollar(std::string& out) {
    const std::size_t length = at("$$") ? 2 : 1;
    if (!math_ && !opens_math(length)) {
      out.append(length, '$');
    } else {
      math_ = !math_;
    }
    position_ += length;
  }

  /// A dollar sign without partner is a currency sign, and so are two before numbers: "$5 to $10", but "$2$-connected".
  bool opens_math(std::size_t length) {
    if (no_more_dollars_) return false;
    std::size_t end = position_ + length;
    while (end < text_.size() && text_[end] != '$') end += text_[end] == '\\' ? 2U : 1U;
    no_more_dollars_ = end >= text_.size();
    return !no_more_dollars_ && !(digit_at(position_ + length) && digit_at(end + 1));
  }

  bool digit_at(std::size_t index) const { return index < text_.size() && is_ascii_digit(text_[index]); }

  bool read_ligature(std::string& out) {
    struct Ligature {
      string_view source, text;
    };
    for (const auto& [source, text] :
         {Ligature{"---", "\xE2\x80\x94"}, Ligature{"--", "\xE2\x80\x93"}, Ligature{"``", "\xE2\x80\x9C"},
          Ligature{"''", "\xE2\x80\x9D"}, Ligature{"`", "\xE2\x80\x98"}}) {
      if (!at(source)) continue;
      out += text;
      position_ += source.size();
      return true;
    }
    return false;
  }

  /// "^2" and "_{ij}" raised and lowered where Unicode can; else an index stands on the line as in plain_text, a power
  /// keeps its mark.
  bool read_script(std::string& out, int depth) {
    const char mark = text_[position_];
    const std::size_t before = position_++;
    std::string argument;
    if (!read_argument(argument, depth)) {
      position_ = before;
      return false;
    }
    std::string scripted;
    for (const char c : argument) {
      const char32_t form = mark == '^' ? superscript(c) : subscript(c);
      if (form == 0) {
        if (mark == '^') out.push_back(mark);
        out += argument;
        return true;
      }
      append_utf8(scripted, form);
    }
    out += scripted;
    return true;
  }

  /// One argument: a group, a command or a character; false when the text ends before.
  bool read_argument(std::string& out, int depth) {
    skip_space();
    if (position_ >= text_.size() || text_[position_] == '}' || depth >= kDeepest) return false;
    if (static_cast<unsigned char>(text_[position_]) >= 0x80) {
      append_utf8(out, next_code_point(text_, position_));
    } else {
      read_item(out, depth + 1);
    }
    return true;
  }

  void skip_space() {
    while (position_ < text_.size() && is_ascii_space(text_[position_])) ++position_;
  }

  void read_command(std::string& out, int depth) {
    ++position_;
    if (position_ >= text_.size()) {
      out.push_back('\\');
      return;
    }
    const std::size_t begin = position_;
    while (position_ < text_.size() && is_ascii_letter(text_[position_])) ++position_;
    if (position_ == begin) return read_control_symbol(out, depth);
    read_control_word(out, text_.substr(begin, position_ - begin), depth);
  }

  void read_control_symbol(std::string& out, int depth) {
    const string_view name = text_.substr(position_++, 1);
    if (const LatexAccent* accent = latex_accent(name); accent != nullptr && !(math_ && name == "="))
      return read_accent(out, *accent, depth);
    switch (name[0]) {
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
      case '{':
      case '}': out += name; return;
      case '(':
      case '[': math_ = true; return;
      case ')':
      case ']': math_ = false; return;
      case '\\':
      case ' ':
      case '\n':
      case '\t':
      case '\r':
      case ',':
      case ';':
      case ':':
      case '>': out.push_back(' '); return;
      case '!':
      case '/':
      case '-':
      case '@':
      case '*': return;
      case '|': out += "\xE2\x80\x96"; return;
      default:
        out.push_back('\\');
        out += name;
        return;
    }
  }

  void read_control_word(std::string& out, string_view name, int depth) {
    if (const LatexAccent* accent = latex_accent(name)) return read_accent(out, *accent, depth);
    if (const LatexSymbol* symbol = latex_symbol(name)) return read_symbol(out, *symbol);
    if (name == "left" || name == "right" || name == "big" || name == "Big" || name == "bigl" || name == "bigr") {
      if (at(".")) ++position_;
      return;
    }
    if (name == "char" || name == "symbol") return read_char_code(out);
    if (name == "frac" || name == "tfrac" || name == "dfrac" || name == "nicefrac") return read_fraction(out, depth);
    if (name == "quad" || name == "qquad" || name == "newline" || name == "linebreak" || name == "par" ||
        name == "nobreakspace" || name == "space") {
      skip_space();
      out.push_back(' ');
      return;
    }
    if (name == "textsuperscript" || name == "textsubscript") {
      return read_text_script(out, name == "textsuperscript" ? superscript : subscript, depth);
    }
    if (name == "sqrt") out += "\xE2\x88\x9A";
    read_arguments_of(out, name, depth);
  }

  /// Formatting and unknown commands: arguments that are text are printed by the main loop, the others skipped.
  void read_arguments_of(std::string& out, string_view name, int depth) {
    if (at("*")) ++position_;
    const std::size_t behind = position_;
    skip_space();
    if (at("[")) {
      if (const std::size_t end = text_.find(']', position_);
          end != npos && end - position_ < 40 && text_.substr(end + 1, 1) == "{")
        position_ = end + 1;
    }
    const LatexCommand* command = latex_command(name);
    for (int i = 0; command != nullptr && i < command->skipped && at("{"); ++i) {
      std::string skipped;
      read_group(skipped, depth);
    }
    // TeX swallows the blanks after a command word; an unknown name without argument is printed text with a stray
    // backslash.
    if (!at("{") && position_ == behind && command == nullptr && !is_switch(name)) out += name;
  }

  static bool is_switch(string_view name) {
    for (const string_view known :
         {"em",      "bf",       "it",           "rm",           "sc",         "sf",           "sl",
          "tt",      "tiny",     "scriptsize",   "footnotesize", "small",      "normalsize",   "large",
          "Large",   "LARGE",    "huge",         "Huge",         "bfseries",   "itshape",      "scshape",
          "slshape", "upshape",  "mdseries",     "rmfamily",     "sffamily",   "ttfamily",     "normalfont",
          "protect", "relax",    "noindent",     "nobreak",      "allowbreak", "displaystyle", "textstyle",
          "limits",  "nolimits", "ignorespaces", "unskip",       "xspace",     "centering"}) {
      if (known == name) return true;
    }
    return false;
  }

  /// TeX swallows the blanks behind a command word; in formulas it sets functions and relations apart by itself.
  void read_symbol(std::string& out, const LatexSymbol& symbol) {
    const std::size_t before = position_;
    skip_space();
    const bool function = symbol.text.size() > 1 && is_ascii_letter(symbol.text[0]);
    const bool apart = math_ && position_ > before && (function || out.ends_with(' '));
    out += symbol.text;
    if (apart) out.push_back(' ');
  }

  void read_accent(std::string& out, const LatexAccent& accent, int depth) {
    std::string base;
    const std::size_t before = position_;
    const bool space_follows =
        position_ < text_.size() && is_ascii_space(text_[position_]) && !is_ascii_letter(accent.command[0]);
    if (space_follows || !read_argument(base, depth) || base.empty()) {
      if (space_follows) position_ = before;
      append_utf8(out, accent.alone);
      return;
    }
    std::size_t first = 0;
    char32_t letter = next_code_point(base, first);
    const bool above = accent.combining < 0x316 || accent.combining == 0x361;
    if (above && letter == U'ı') letter = U'i';
    if (above && letter == U'ȷ') letter = U'j';
    append_utf8(out, letter);
    // The new mark stands outside those the letter has: "\'{\^e}" is ế.
    for (std::size_t next = first; next < base.size(); first = next) {
      const char32_t mark = next_code_point(base, next);
      if (!is_mark(mark)) break;
      append_utf8(out, mark);
    }
    append_utf8(out, accent.combining);
    out.append(base, first);
  }

  void read_fraction(std::string& out, int depth) {
    std::string above;
    std::string below;
    if (!read_argument(above, depth) || !read_argument(below, depth)) {
      out += above;
      return;
    }
    out += above + "/" + below;
  }

  void read_text_script(std::string& out, char32_t (*form_of)(char), int depth) {
    std::string argument;
    if (!read_argument(argument, depth)) return;
    std::string scripted;
    for (const char c : argument) {
      const char32_t form = form_of(c);
      if (form == 0) {
        out += argument;
        return;
      }
      append_utf8(scripted, form);
    }
    out += scripted;
  }

  /// \char 233, \char"E9, \symbol{233}.
  void read_char_code(std::string& out) {
    const bool braced = at("{");
    if (braced) ++position_;
    const bool hex = at("\"");
    if (hex) ++position_;
    char32_t value = 0;
    for (; position_ < text_.size() && value <= 0x10FFFF; ++position_) {
      const char c = text_[position_];
      if (is_ascii_digit(c))
        value = value * (hex ? 16 : 10) + static_cast<char32_t>(c - '0');
      else if (hex && c >= 'A' && c <= 'F')
        value = value * 16 + static_cast<char32_t>(c - 'A' + 10);
      else
        break;
    }
    if (braced && at("}")) ++position_;
    if (value >= 0x20) append_utf8(out, value);
  }

  string_view text_;
  std::size_t position_ = 0;
  bool math_ = false;
  bool no_more_dollars_ = false;
};

}  // namespace

std::string latex_to_unicode(std::string_view latex) {
  if (latex.find_first_of("\\{}$~`'-") == npos) return nfc(latex);
  return Reader(latex).run();
}

}  // namespace bibmill
