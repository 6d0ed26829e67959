// LaTeX commands and the characters they print. Data only; reading is latex_to_unicode.cpp, writing
// unicode_to_latex.cpp. Sources: LaTeX2e's font encodings (fntguide, encguide), amsmath and the standard mathematical
// symbols.
#pragma once

#include <optional>
#include <string_view>

namespace bibmill {

struct LatexSymbol {
  std::string_view command;  ///< without backslash
  std::string_view text;     ///< UTF-8
  bool math = false;         ///< works in math mode only
};

struct LatexAccent {
  std::string_view command;  ///< without backslash: "'", "v"
  char32_t combining = 0;    ///< combining mark, put behind the base letter
  char32_t alone = 0;        ///< what the accent prints over nothing
};

/// How a command treats its arguments where it prints no character of its own.
struct LatexCommand {
  std::string_view command;
  int skipped = 0;  ///< leading arguments that are not text: colours, lengths, URLs of links, labels
  int printed = 1;  ///< arguments after them that are
};

const LatexSymbol* latex_symbol(std::string_view command);
const LatexAccent* latex_accent(std::string_view command);
/// Formatting commands with arguments that are no text; others print all their arguments.
const LatexCommand* latex_command(std::string_view command);

/// The command that prints `text` (one character), preferably one of text mode; nullptr when there is none.
const LatexSymbol* latex_symbol_for(std::string_view text);
const LatexAccent* latex_accent_for(char32_t combining);

/// The raised or lowered form of an ASCII character; 0 where Unicode has none.
char32_t superscript(char c);
char32_t subscript(char c);

}  // namespace bibmill
