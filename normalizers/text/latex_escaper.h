// Builds LaTeX text from single characters; knows what was printed last, on which quotation marks and ligatures depend.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "normalizers/text/latex.h"

namespace bibmill {

class LatexEscaper {
 public:
  explicit LatexEscaper(LatexProfile profile) : profile_(profile) {}

  /// Appends text in NFC.
  void add_text(std::string_view text);

  /// Puts everything from `begin` (an earlier size()) in braces that keep its case. A group that begins with a
  /// backslash would be one of BibTeX's "special characters" and lose it, so that takes two pairs (apis/bibtex.md §4).
  void protect_from(std::size_t begin);

  std::size_t size() const { return out_.size(); }
  std::string take() && { return std::move(out_); }

 private:
  void add(char32_t c);
  void add_ascii(char c);
  void add_seven_bit(char32_t c);
  void add_mark(char32_t mark);
  void put(std::string_view latex, char32_t printed);
  bool opens_quotation() const;

  LatexProfile profile_;
  std::string out_;
  std::size_t last_begin_ = 0;  ///< where the LaTeX of the last character begins
  char32_t last_ = 0;           ///< the character printed last
};

}  // namespace bibmill
