#include <cstddef>

#include "normalizers/text/latex.h"
#include "normalizers/text/latex_escaper.h"
#include "normalizers/text/unicode.h"
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
    const char32_t c = next_code_point(rest, next);
    if (!is_mark(c) && is_word_character(c) != word) break;  // a mark belongs to what it stands on
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
  const string_view mark = trim(between);
  return mark.size() < between.size() && between.ends_with(' ') && !mark.empty() &&
         string_view("?!.").find(mark.back()) != string_view::npos;
}

}  // namespace

std::string unicode_to_latex(std::string_view text, LatexProfile profile) {
  LatexEscaper escaper(profile);
  escaper.add_text(nfc(text));
  return std::move(escaper).take();
}

std::string title_to_latex(std::string_view title, LatexProfile profile) {
  const std::string composed = nfc(title);
  LatexEscaper escaper(profile);
  string_view before;
  for (std::size_t position = 0; position < composed.size();) {
    const Piece piece = next_piece(string_view(composed).substr(position));
    position += piece.text.size();
    const std::size_t begin = escaper.size();
    escaper.add_text(piece.text);
    const bool sentence = ends_sentence(before) && piece.word && starts_upper(piece.text);
    if (piece.word && (sentence || needs_its_case(piece.text))) escaper.protect_from(begin);
    before = piece.word ? string_view() : piece.text;
  }
  return std::move(escaper).take();
}

}  // namespace bibmill
