#include "normalizers/text/latex.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

TEST(LatexToUnicode, ReadsAccentsAndLetters) {
  const std::pair<const char*, const char*> rows[] = {
      {"{\\'E}cole {B}ERT --- $O(n)$", "École BERT — O(n)"},
      {"{\\\"{a}}", "ä"},
      {"\\\"a\\\"{o}{\\\"u}", "äöü"},
      {"\\\"{\\i}", "ï"},
      {"\\'{\\i}\\'\\i", "íí"},
      {"\\L\\k{e}ski", "Łęski"},
      {"Mendon\\c{c}a", "Mendonça"},
      {"\\c cedille", "çedille"},
      {"Rold\\'an", "Roldán"},
      {"{\\v{S}}\\v Z", "ŠŽ"},
      {"Erd{\\H o}s", "Erdős"},
      {"{\\ss}{\\ae}{\\O}{\\aa}\\o ystein", "ßæØåøystein"},
      {"Vall{\\'e}e Poussin", "Vallée Poussin"},
      {"\\'{}", "´"},
      {"\\~{}user", "~user"},
      {"{\\'{\\^e}}", "ế"},
      {"\\t{oo}", "o͡o"},
      {"\\'Edgar", "Édgar"},
      {"\\.{I}\\.I", "İİ"},
      {"\\=a\\u{g}\\r{u}\\d{h}\\b{d}", "āğůḥḏ"},
      {"\\textcommabelow{s}", "ș"},
  };
  for (const auto& [latex, expected] : rows) EXPECT_EQ(latex_to_unicode(latex), expected) << latex;
}

TEST(LatexToUnicode, ReadsMarksAndCommands) {
  const std::pair<const char*, const char*> rows[] = {
      {"aaa", "aaa"},
      {"", ""},
      {"\\$ \\& \\% \\# \\_ \\{ \\}", "$ & % # _ { }"},
      {"A 32~{mA} {$\\Sigma\\Delta$}-modulator", "A 32 mA ΣΔ-modulator"},
      {"``quoted'' 1--5", "“quoted” 1–5"},
      {"`single'", "‘single'"},
      {"\\textbf{bold} \\emph{it \\textit{both}}", "bold it both"},
      {"{\\em old} {\\bf style}", "old style"},
      {"\\mbox{-}", "-"},
      {"\\LaTeX{} and \\TeX", "LaTeX and TeX"},
      {"\\unknown{argument}", "argument"},
      {"\\href{https://example.org}{text}", "text"},
      {"\\textcolor{red}{text}", "text"},
      {"a\\\\b", "a b"},
      {"a\\ b\\,c", "a b c"},
      {"hy\\-phen\\/ation", "hyphenation"},
      {"1\\textsuperscript{st}", "1ˢᵗ"},
      {"\\textasciitilde\\textbackslash{}x", "~\\x"},
      {"name_(a) and x_(1)", "name_(a) and x_(1)"},
      {"costs $5 only", "costs $5 only"},
      {"L'oscillation O'Connor", "L'oscillation O'Connor"},
      {"-{}-verbose", "--verbose"},
      {"\\char233 \\symbol{233}\\char\"E9", "é éé"},
      {"50% of {users}", "50% of users"},
  };
  for (const auto& [latex, expected] : rows) EXPECT_EQ(latex_to_unicode(latex), expected) << latex;
}

TEST(LatexToUnicode, ReadsSimpleMath) {
  const std::pair<const char*, const char*> rows[] = {
      {"$\\sigma$", "σ"},
      {"$O(n^2 \\log n)$", "O(n² log n)"},
      {"H$_2$O", "H₂O"},
      {"$x^{ij}_{k}$", "xⁱʲₖ"},
      {"$\\mathbb{F}[x,y]/I$", "F[x,y]/I"},
      {"$\\epsilon$-greedy", "ϵ-greedy"},
      {"\\(a \\leq b\\)", "a ≤ b"},
      {"$\\frac{1}{2}$", "1/2"},
      {"$a-b$ and $c--d$", "a-b and c--d"},
      {"$\\sqrt{n}$", "√n"},
      {"$f'$", "f'"},
      {"$K_{m,n}$ and $\\Lambda_{\\alpha}$", "Km,n and Λα"},
      {"$H^{p,q}$", "H^p,q"},
      {"$\\acute{\\omega} \\hat x \\not\\subset$", "ώ x̂ ⊄"},
      {"$2$-connected", "2-connected"},
      {"from $5 to $10", "from $5 to $10"},
      {"a \\$5 and $x$", "a $5 and x"},
      {"$$x$$", "x"},
      {"$\\left( x \\right)$", "( x )"},
  };
  for (const auto& [latex, expected] : rows) EXPECT_EQ(latex_to_unicode(latex), expected) << latex;
}

TEST(UnicodeToLatex, EscapesWhatTexWouldExecute) {
  const std::pair<const char*, const char*> rows[] = {
      {"50% & _ # ~ ^ $ { } \\",
       "50\\% \\& \\_ \\# \\textasciitilde{} \\textasciicircum{} \\$ \\textbraceleft{} \\textbraceright{} "
       "\\textbackslash{}"},
      {"\\input{/etc/passwd}", "\\textbackslash{}input\\textbraceleft{}/etc/passwd\\textbraceright{}"},
      {"^^5cinput", "\\textasciicircum{}\\textasciicircum{}5cinput"},
      {"user@host", "user{@}host"},
      {"a \"quoted\" word", "a ``quoted'' word"},
      {"(\"x\")", "(``x'')"},
      {"a < b > c | d", "a \\textless{} b \\textgreater{} c \\textbar{} d"},
      {"1–5 — end…", "1--5 --- end\\ldots{}"},
      {"--verbose", "-{}-verbose"},
      {"it''s", "it'{}'s"},
      {"no\xC2\xA0"
       "break",
       "no break"},
      {"zero\xE2\x80\x8Bwidth\x01", "zerowidth"},
      {"Gödel 漢", "Gödel 漢"},
      {"", ""},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(unicode_to_latex(text, LatexProfile::unicode), expected) << text;
}

TEST(UnicodeToLatex, AsciiProfileUsesSpecialCharacters) {
  const std::pair<const char*, const char*> rows[] = {
      {"Gödel", "G{\\\"o}del"},
      {"é í ñ", "{\\'e} {\\'\\i} {\\~n}"},
      {"ç š ę ő", "{\\c{c}} {\\v{s}} {\\k{e}} {\\H{o}}"},
      {"ß æ Ø ł å", "{\\ss} {\\ae} {\\O} {\\l} {\\aa}"},
      {"ế", "{\\'{\\^e}}"},
      {"x̄", "{\\=x}"},
      {"α → ∞", "{$\\alpha$} {$\\to$} {$\\infty$}"},
      {"“q” ‘r’", "``q'' `r'"},
      {"ﬁ Ｆ", "fi F"},
      {"漢", "{\\symbol{28450}}"},
      {"©", "{\\textcopyright}"},
      {"Αό ώ", "A{\\'o} {\\'{{$\\omega$}}}"},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(unicode_to_latex(text, LatexProfile::ascii), expected) << text;
}

/// Braces balance in the way BibTeX counts: "\{" counts too. No character is active, comment or superscript notation.
void expect_safe(const std::string& latex, const std::string& what) {
  int depth = 0;
  for (std::size_t i = 0; i < latex.size(); ++i) {
    if (latex[i] == '{') ++depth;
    if (latex[i] == '}') --depth;
    ASSERT_GE(depth, 0) << what;
    const bool escaped = i > 0 && latex[i - 1] == '\\';
    ASSERT_TRUE(escaped || std::string("%#&_").find(latex[i]) == std::string::npos) << what << " -> " << latex;
    ASSERT_TRUE(latex[i] != '~' || escaped) << what << " -> " << latex;
    ASSERT_TRUE(latex[i] != '^' || escaped) << what << " -> " << latex;
  }
  EXPECT_EQ(depth, 0) << what << " -> " << latex;
  EXPECT_EQ(latex.find("\\input"), std::string::npos) << what;
  EXPECT_EQ(latex.find("^^"), std::string::npos) << what;
}

std::vector<std::string> hostile_texts() {
  const std::vector<std::string> pieces = {"\\", "{", "}", "$",    "%",  "#", "&", "_", "~", "^",  "@",
                                           "\"", "'", "`", "-",    " ",  "a", "B", "é", "̄",  "漢", "\\input",
                                           "^^", "–", "…", "\xFF", "\n", "?", "“", "ı", "I"};
  std::vector<std::string> texts;
  for (const auto& a : pieces) {
    for (const auto& b : pieces) {
      for (const auto& c : {"\\", "{", "}", "-", "'", "\"", "x", "É"}) texts.push_back(a + b + c);
    }
  }
  texts.emplace_back("a\0b", 3);
  return texts;
}

TEST(UnicodeToLatex, IsSafeForAnyText) {
  for (const std::string& text : hostile_texts()) {
    for (const LatexProfile profile : {LatexProfile::unicode, LatexProfile::ascii}) {
      expect_safe(unicode_to_latex(text, profile), text);
      expect_safe(title_to_latex(text, profile), text);
      latex_to_unicode(text);
    }
    const std::string ascii = title_to_latex(text, LatexProfile::ascii);
    EXPECT_TRUE(std::all_of(ascii.begin(), ascii.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) << ascii;
  }
}

TEST(UnicodeToLatex, ReadsBackAsTheSameText) {
  for (const char* text : {"Gödel & Escher: 50% of_all {things} ~ ^ \\ $5", "ế x̄ ǖ ș ḥ", "-- and --- and '' , ,,",
                           "a | b < c > d @ e", "α → ∞ ≤ ∅ ℓ", "Łukasz Ørsted Æsop İstanbul ıï ĳ", "漢字 한국어",
                           "O'Brien’s", "« quoted » ‹x›", "© ® ™ € £ § ¶", "1–5 — end…"}) {
    for (const LatexProfile profile : {LatexProfile::unicode, LatexProfile::ascii}) {
      const std::string latex = unicode_to_latex(text, profile);
      std::string back = latex_to_unicode(latex);
      std::string expected = nfc(text);
      // Compatibility characters and typographic apostrophes have one spelling in seven bits.
      if (profile == LatexProfile::ascii && expected.find("ĳ") != std::string::npos)
        expected.replace(expected.find("ĳ"), 2, "ij");
      if (profile == LatexProfile::ascii && expected.find("’") != std::string::npos)
        expected.replace(expected.find("’"), 3, "'");
      EXPECT_EQ(back, expected) << latex;
    }
  }
}

TEST(TitleToLatex, BracesOnlyWordsThatNeedIt) {
  const std::pair<const char*, const char*> rows[] = {
      {"A Fast Index for Things", "A Fast Index for Things"},
      {"FlashPS: Efficient Editing", "{FlashPS}: Efficient Editing"},
      {"An eBPF and GPUs Study", "An {eBPF} and {GPUs} Study"},
      {"GPU-Based (NoSQL) Systems", "{GPU}-Based ({NoSQL}) Systems"},
      {"The C Language", "The {C} Language"},
      {"What I Saw: A Study", "What {I} Saw: A Study"},
      {"H2O and 3D and 2nd", "{H2O} and {3D} and 2nd"},
      {"Really? Yes! And. Then", "Really? {Yes}! {And}. {Then}"},
      {"Really?No", "Really?No"},
      {"O(n) time", "{O}(n) time"},
      {"MÜLLER and Müller", "{MÜLLER} and Müller"},
      {"\"FlashPS\" is here", "``{FlashPS}'' is here"},
      {"AT&T", "{AT}\\&{T}"},
      {"", ""},
  };
  for (const auto& [title, expected] : rows) EXPECT_EQ(title_to_latex(title, LatexProfile::unicode), expected) << title;
}

TEST(TitleToLatex, SpecialCharactersInBracesKeepTheirCase) {
  EXPECT_EQ(title_to_latex("ÉCOLE", LatexProfile::ascii), "{{\\'E}COLE}");
  EXPECT_EQ(title_to_latex("École", LatexProfile::ascii), "{\\'E}cole");
}

TEST(LatexToUnicode, SurvivesDeepAndBrokenInput) {
  EXPECT_TRUE(is_valid_utf8(latex_to_unicode(std::string(100'000, '{'))));
  EXPECT_TRUE(is_valid_utf8(latex_to_unicode(std::string(100'000, '\\'))));
  std::string nested;
  for (int i = 0; i < 50'000; ++i) nested += "\\'{";
  EXPECT_TRUE(is_valid_utf8(latex_to_unicode(nested)));
  std::string scripts = "$";
  for (int i = 0; i < 50'000; ++i) scripts += "^";
  EXPECT_TRUE(is_valid_utf8(latex_to_unicode(scripts + "$")));
  EXPECT_EQ(latex_to_unicode("\\"), "\\");
  EXPECT_EQ(latex_to_unicode("\\'"), "´");
  EXPECT_EQ(latex_to_unicode("a}b{c"), "abc");
  EXPECT_EQ(latex_to_unicode("\xFF{"), "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace bibmill
