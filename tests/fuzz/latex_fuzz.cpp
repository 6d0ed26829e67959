// LaTeX and markup to Unicode and back: what is written for TeX holds no command, whatever the text was.
#include "normalizers/text/latex.h"
#include "normalizers/text/markup.h"
#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"
#include "tests/fuzz/require.h"

namespace bibmill::fuzz {
namespace {

/// BibTeX counts every brace, also those behind a backslash.
bool is_balanced(std::string_view latex) {
  int depth = 0;
  for (const char c : latex) {
    if (c == '{') ++depth;
    if (c == '}' && --depth < 0) return false;
  }
  return depth == 0;
}

void require_safe(const std::string& latex, LatexProfile profile) {
  require(is_balanced(latex), "braces are balanced");
  require(is_valid_utf8(latex), "LaTeX is UTF-8");
  if (profile == LatexProfile::ascii) require(is_ascii(latex), "the ASCII profile has seven bits");
}

}  // namespace
}  // namespace bibmill::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bibmill;
  const std::string_view text = fuzz::as_text(data, size);
  fuzz::require(is_valid_utf8(latex_to_unicode(text)), "LaTeX becomes UTF-8");
  fuzz::require(is_valid_utf8(plain_text(text)), "markup becomes UTF-8");
  for (const LatexProfile profile : {LatexProfile::unicode, LatexProfile::ascii}) {
    fuzz::require_safe(unicode_to_latex(text, profile), profile);
    fuzz::require_safe(title_to_latex(text, profile), profile);
  }
  return 0;
}
