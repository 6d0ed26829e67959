#include "normalizers/text/markup.h"

#include <gtest/gtest.h>

#include <string>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

TEST(DecodeEntities, DecodesOnceAndLeavesUnknownOnes) {
  const std::pair<const char*, const char*> rows[] = {
      {"A &amp; B &lt; C", "A & B < C"},
      {"&uuml;&Eacute;&#214;&#xD6;&#XD6;", "üÉÖÖÖ"},
      {"&apos;&quot;", "'\""},
      {"&amp;lt;", "&lt;"},
      {"&unknown; &;", "&unknown; &;"},
      {"AT&T; R&D", "AT&T; R&D"},
      {"&#0; &#xD800; &#x110000; &#; &#x;", "&#0; &#xD800; &#x110000; &#; &#x;"},
      {"&#150;&#x92;", "–’"},
      {"&ccaron;&Zcaron;&lstrok;", "čŽł"},
      {"&amp", "&amp"},
      {"&alpha;&rarr;&infin;", "α→∞"},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(decode_entities(text), expected) << text;
}

TEST(PlainText, RemovesFaceMarkup) {
  const std::pair<const char*, const char*> rows[] = {
      {"A <i>Fast</i> Index", "A Fast Index"},
      {"my<sub>Experiment</sub>", "myExperiment"},
      {"CO<SUB>2</SUB>", "CO2"},
      {"a<br/>b<br>c", "a b c"},
      {"<scp>\n              DNA\n              </scp> repair", "DNA repair"},
      {"<span class=\"x y\" data-z='1'>text</span>", "text"},
      {"<p>One.</p><p>Two.</p>", "One. Two."},
      {"Line\n   break   and\xC2\xA0space", "Line break and space"},
      {"X &amp; Y", "X & Y"},
      {"A &lt;i&gt;B&lt;/i&gt; C", "A B C"},
      {"A &amp;amp; B", "A & B"},
      {"&lt;subtitle&gt;Successful Treatment&lt;/subtitle&gt;", "Successful Treatment"},
      {"a<!-- no --> b<?tex \\eject ?> c<![CDATA[ d & e]]>", "a b c d & e"},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(plain_text(text), expected) << text;
}

TEST(PlainText, KeepsTextThatOnlyLooksLikeMarkup) {
  for (const char* text :
       {"Analysis of the Movie <Konggi-Inhyung (A Sex Doll)>", "a < b and c > d", "i <b and c> d", "x <y> z", "1<2",
        "<", "<>", "</>", "vector<int>", "<b", "<i class=>x", "5 <p 0.05>", "<!-- open", "<? open", "<![CDATA[ open"}) {
    EXPECT_EQ(plain_text(text), text) << text;
  }
}

TEST(PlainText, ReadsJats) {
  EXPECT_EQ(plain_text("<jats:title>Abstract</jats:title><jats:p>We do X.</jats:p>"), "We do X.");
  EXPECT_EQ(plain_text("<jats:p>We do <jats:italic>X</jats:italic>.</jats:p>\n<jats:p>And Y.</jats:p>"),
            "We do X. And Y.");
  EXPECT_EQ(plain_text("<jats:sec><jats:title>Background</jats:title><jats:p>X</jats:p></jats:sec>"), "Background X");
  EXPECT_EQ(plain_text("<ns4:p>Text</ns4:p>"), "Text");
  EXPECT_EQ(plain_text("<title>ABSTRACT</title><p>Text</p>"), "Text");
  EXPECT_EQ(plain_text("<jats:p>Abstract art</jats:p>"), "Abstract art");
}

TEST(PlainText, ReadsFormulas) {
  EXPECT_EQ(plain_text("On <mml:math xmlns:mml=\"http://www.w3.org/1998/Math/MathML\" altimg=\"si1.gif\">\n "
                       "<mml:mi>k</mml:mi>\n</mml:math>-trees"),
            "On k-trees");
  EXPECT_EQ(plain_text("<mml:math alttext=\"$O(n^2)$\"><mml:mi>O</mml:mi></mml:math> time"), "O(n²) time");
  EXPECT_EQ(plain_text("<formula formulatype=\"inline\"><tex Notation=\"TeX\">$\\hbox{GeO}_{2}$</tex></formula> Films"),
            "GeO₂ Films");
  EXPECT_EQ(plain_text("<jats:alternatives><jats:tex-math>$x$</jats:tex-math><mml:math><mml:mi>x</mml:mi></mml:math></"
                       "jats:alternatives> y"),
            "x y");
  EXPECT_EQ(plain_text("<inline-formula><tex-math>$\\mu$</tex-math><alternatives><mml:math><mml:mi>μ</mml:mi></"
                       "mml:math></alternatives>"
                       "</inline-formula>Bench"),
            "μBench");
  EXPECT_EQ(plain_text("<jats:alternatives><jats:tex-math>$\\alpha$</jats:tex-math></jats:alternatives> y"), "α y");
  EXPECT_EQ(plain_text("<math><semantics><mi>x</mi><annotation encoding=\"TeX\">x</annotation></semantics></math>"),
            "x");
}

TEST(PlainText, SurvivesHostileText) {
  for (const char* piece : {"<", "<!--", "<?", "<![CDATA[", "<math>", "<annotation>", "<tex>", "<alternatives>",
                            "<b a='", "<b a=\"", "&", "&amp;", "</", "<title>", "<math alttext=\"x\">", "\xFF"}) {
    std::string text;
    for (int i = 0; i < 5'000; ++i) text += piece;
    EXPECT_TRUE(is_valid_utf8(plain_text(text))) << piece;
  }
}

}  // namespace
}  // namespace bibmill
