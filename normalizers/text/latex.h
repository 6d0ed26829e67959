// LaTeX in, Unicode out, and back. Rules: apis/bibtex.md §4, §5. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bibmill {

/// Accents, ligatures, symbols, \textbf{…} and protective braces resolved; math kept as text without dollar signs where
/// it is simple; unknown commands leave their argument. "{\'E}cole {B}ERT --- $O(n)$" → "École BERT — O(n)". Never
/// fails.
std::string latex_to_unicode(std::string_view latex);

enum class LatexProfile : std::uint8_t {
  unicode,  ///< UTF-8, only TeX's special characters escaped (biber, modern LaTeX)
  ascii,    ///< 7 bit: accents as special characters {\'e} (classic BibTeX)
};

/// Escapes text so that TeX prints it and nothing in it is a command: the result has balanced braces and no active
/// character.
std::string unicode_to_latex(std::string_view text, LatexProfile profile);

/// unicode_to_latex, with words braced whose case a style must not change (a capital beyond the first letter, mixed
/// digits), and the first word after "? ", "! ", ". " braced where it starts with a capital.
std::string title_to_latex(std::string_view title, LatexProfile profile);

}  // namespace bibmill
