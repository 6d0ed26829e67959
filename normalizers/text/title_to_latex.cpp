#include <cstddef>

#include "normalizers/text/latex.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

using std::string_view;

/// A run of letters, digits and marks, or of other characters.
struct Piece {
  string_view text;
  bool word = false;
};

bool is_word_character(char32_t c) { return is_letter(c) || is_number(c) || is_mark(c); }

Piece next_piece(string_view rest) {
  std::size_t position = 0;
  const bool word = is_word_character(next_code_point(rest, position));
  while (position < rest.size()) {
    std::size_t next = position;
    if (is_word_character(next_code_point(rest, next)) != word) break;
    position = next;
  }
  return {rest.substr(0, position), word};
}

/// A capital beyond the first letter, a capital beside digits, or a capital that is all of the word (except the article
/// "A").
bool needs_its_case(string_view word) {
  std::size_t characters = 0;
  std::size_t capitals = 0;
  bool later_capital = false;
  bool digits = false;
  for (std::size_t position = 0; position < word.size(); ++characters) {
    const char32_t c = next_code_point(word, position);
    digits = digits || is_number(c);
    if (!is_upper(c)) continue;
    ++capitals;
    later_capital = later_capital || characters > 0;
  }
  return later_capital || (capitals > 0 && digits) || (characters == 1 && capitals == 1 && word != "A");
}

bool starts_upper(string_view word) {
  std::size_t position = 0;
  return is_upper(next_code_point(word, position));
}

/// "? ", "! ", ". ": BibTeX lowers the word behind them, though a sentence begins there (apis/bibtex.md §4).
bool ends_sentence(string_view between) {
  while (!between.empty() && is_ascii_space(between.back())) {
    between.remove_suffix(1);
    while (!between.empty() && is_ascii_space(between.back())) between.remove_suffix(1);
    return !between.empty() && (between.back() == '?' || between.back() == '!' || between.back() == '.');
  }
  return false;
}

/// Braces keep the case, but a group that begins with a backslash is a "special character" and loses it: that takes two
/// pairs.
std::string braced(const std::string& latex) {
  return latex.starts_with('\\') ? "{{" + latex + "}}" : "{" + latex + "}";
}

}  // namespace

std::string title_to_latex(std::string_view title, LatexProfile profile) {
  std::string out;
  string_view before;
  for (std::size_t position = 0; position < title.size();) {
    const Piece piece = next_piece(title.substr(position));
    position += piece.text.size();
    const std::string latex = unicode_to_latex(piece.text, profile);
    const bool protect =
        piece.word && (needs_its_case(piece.text) || (ends_sentence(before) && starts_upper(piece.text)));
    out += protect ? braced(latex) : latex;
    before = piece.word ? string_view() : piece.text;
  }
  return out;
}

}  // namespace bibmill
