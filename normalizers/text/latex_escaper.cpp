#include "normalizers/text/latex_escaper.h"

#include <utf8proc.h>

#include <array>
#include <optional>

#include "normalizers/text/latex_tables.h"
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

string_view typographic(char32_t c, LatexProfile profile) {
  switch (c) {
    case U'–': return "--";
    case U'—': return "---";
    case U'…': return "\\ldots{}";
    default: break;
  }
  if (profile == LatexProfile::unicode) return {};
  switch (c) {
    case U'‘': return "`";
    case U'’': return "'";
    case U'“': return "``";
    case U'”': return "''";
    case 0x2010:
    case 0x2011: return "-";
    case 0x2012: return "--";
    case 0x2015: return "---";
    default: return {};
  }
}

std::string spelled(const LatexSymbol& symbol) {
  const std::string command = "\\" + std::string(symbol.command);
  return symbol.math ? "{$" + command + "$}" : "{" + command + "}";
}

/// The parts of `c` under `options`; empty when there are too many.
std::u32string decomposed(char32_t c, int options) {
  std::array<utf8proc_int32_t, 32> parts{};
  int boundary = 0;
  const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts.data(),
                                             static_cast<utf8proc_ssize_t>(parts.size()),
                                             static_cast<utf8proc_option_t>(options), &boundary);
  std::u32string out;
  if (count > static_cast<utf8proc_ssize_t>(parts.size())) return out;
  for (utf8proc_ssize_t i = 0; i < count; ++i) out.push_back(static_cast<char32_t>(parts[static_cast<std::size_t>(i)]));
  return out;
}

/// "\'e" over "e". Accents above i and j stand on the dotless letter.
std::string accented(const LatexAccent& accent, std::string base) {
  const bool above = accent.combining < 0x316;
  if (above && (base == "i" || base == "j")) base = "\\" + base;
  const bool letter_command = is_ascii_letter(accent.command[0]);
  const bool simple = base.size() == 1 || base == "\\i" || base == "\\j";
  return "\\" + std::string(accent.command) + (letter_command || !simple ? "{" + base + "}" : base);
}

/// Greek letters without a command of their own: TeX prints the Latin letters (TeXbook, appendix F).
std::string_view latin_look_alike(char32_t c) {
  constexpr std::u32string_view kGreek = U"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
  constexpr string_view kLatin = "ABEZHIKMNOPTYXo";
  const std::size_t index = kGreek.find(c);
  return index == std::u32string_view::npos ? string_view() : kLatin.substr(index, 1);
}

/// The LaTeX of one letter without marks; "" when it has none.
std::string unmarked(char32_t c) {
  if (c < 0x80) return is_ascii_letter(static_cast<char>(c)) ? std::string(1, static_cast<char>(c)) : std::string();
  if (const string_view latin = latin_look_alike(c); !latin.empty()) return std::string(latin);
  std::string bytes;
  append_utf8(bytes, c);
  const LatexSymbol* symbol = latex_symbol_for(bytes);
  return symbol == nullptr ? std::string() : spelled(*symbol);
}

/// "\'{\^e}" for ế: canonical decomposition, marks from the inside out.
std::optional<std::string> as_accented(char32_t c) {
  const std::u32string parts = decomposed(c, UTF8PROC_DECOMPOSE);
  if (parts.size() < 2) return std::nullopt;
  std::string latex = unmarked(parts[0]);
  if (latex.empty()) return std::nullopt;
  for (const char32_t mark : parts.substr(1)) {
    const LatexAccent* accent = latex_accent_for(mark);
    if (accent == nullptr) return std::nullopt;
    latex = accented(*accent, std::move(latex));
  }
  return latex;
}

/// ASCII of compatibility characters: ﬁ, full-width and mathematical letters.
std::optional<std::string> as_compatible(char32_t c) {
  std::string plain;
  for (const char32_t part : decomposed(c, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT)) {
    if (part < 0x20 || part >= 0x7F) return std::nullopt;
    plain.push_back(static_cast<char>(part));
  }
  if (plain.empty()) return std::nullopt;
  return plain;
}

}  // namespace

void LatexEscaper::add_text(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) add(next_code_point(text, position));
}

void LatexEscaper::protect_from(std::size_t begin) {
  const bool special = out_.compare(begin, 1, "\\") == 0;
  out_.insert(begin, special ? "{{" : "{");
  out_ += special ? "}}" : "}";
  last_begin_ = begin;
}

void LatexEscaper::add(char32_t c) {
  if (is_space(c)) return put(" ", U' ');
  if (is_invisible(c)) return;
  if (c < 0x80) return add_ascii(static_cast<char>(c));
  if (const string_view mark = typographic(c, profile_); !mark.empty()) return put(mark, c);
  if (profile_ == LatexProfile::ascii) return add_seven_bit(c);
  std::string bytes;
  append_utf8(bytes, c);
  put(bytes, c);
}

void LatexEscaper::put(string_view latex, char32_t printed) {
  // "--", "''", "``" and ",," are ligatures of TeX's fonts: characters that only happen to meet must not join.
  if (!out_.empty() && out_.back() == latex.front() && string_view("-'`,").find(latex.front()) != string_view::npos)
    out_ += "{}";
  last_begin_ = out_.size();
  out_ += latex;
  last_ = printed;
}

void LatexEscaper::add_ascii(char c) {
  if (c == '"') return put(opens_quotation() ? "``" : "''", U'"');
  const string_view escaped = escape_ascii(c);
  put(escaped.empty() ? string_view(&c, 1) : escaped, static_cast<char32_t>(c));
}

bool LatexEscaper::opens_quotation() const {
  constexpr std::u32string_view kBefore = U" ([{-/–—‘";
  return last_ == 0 || kBefore.find(last_) != std::u32string_view::npos;
}

void LatexEscaper::add_seven_bit(char32_t c) {
  if (latex_accent_for(c) != nullptr) return add_mark(c);
  if (const std::string letter = unmarked(c); !letter.empty()) return put(letter, c);
  if (const auto letter = as_accented(c)) return put("{" + *letter + "}", c);
  if (const auto plain = as_compatible(c)) {
    for (const char part : *plain) add_ascii(part);
    return;
  }
  put("{\\symbol{" + std::to_string(static_cast<unsigned long>(c)) + "}}", c);
}

/// A combining mark that did not compose: over what was printed last.
void LatexEscaper::add_mark(char32_t mark) {
  std::string base = out_.substr(last_begin_);
  out_.resize(last_begin_);
  put("{" + accented(*latex_accent_for(mark), std::move(base)) + "}", last_);
}

}  // namespace bibmill
