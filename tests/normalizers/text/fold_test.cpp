#include "normalizers/text/fold.h"

#include <gtest/gtest.h>

#include <string>

namespace bibmill {
namespace {

TEST(FoldTitle, IgnoresCaseAccentsAndPunctuation) {
  const std::pair<const char*, const char*> rows[] = {
      {"", ""},
      {"  \n ", ""},
      {"Gödel:  A Test-Time…", "godel a test time"},
      {"FlashPS: Efficient Generative Image Editing", "flashps efficient generative image editing"},
      {"Straße", "strasse"},
      {"Æsop's ŒUVRE", "aesop s oeuvre"},
      {"Øyvind Łukasz Đorđe þing", "oyvind lukasz dorde thing"},
      {"ıIİi", "iiii"},
      {"Ångström", "angstrom"},
      {"Ang\xCC\x8Astrom", "angstrom"},
      {"ﬁnal ﬂow", "final flow"},
      {"H₂O and CO²", "h2o and co2"},
      {"𝒪(n log n)", "o n log n"},
      {"Ｆｕｌｌ　ｗｉｄｔｈ", "full width"},
      {"co\xC2\xADoperate", "cooperate"},
      {"zero\xE2\x80\x8Bwidth", "zerowidth"},
      {"System™ and ©", "system and"},
      {"dash–dash—dash‐dash", "dash dash dash dash"},
      {"«Quoted» “text”", "quoted text"},
      {"C++", "c"},
      {"bad \xFF byte", "bad byte"},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(fold_title(text), expected) << text;
}

TEST(FoldTitle, KeepsLettersOfOtherScripts) {
  EXPECT_EQ(fold_title("ΑΒΓ Δοκιμή"), "αβγ δοκιμη");
  EXPECT_EQ(fold_title("МОСКВА"), "москва");
  EXPECT_EQ(fold_title("深層学習：入門"), "深層学習 入門");
  EXPECT_EQ(fold_title("한국어"), "한국어");
  EXPECT_EQ(fold_title("が"), "が");
  EXPECT_EQ(fold_title("हिन्दी"), "हिन्दी");
}

TEST(FoldTitle, IsIdempotent) {
  for (const char* text : {"Gödel:  A Test", "한국어 が Ångström ﬁ", "Δοκιμή ß", "हिन्दी", "\xFF\xFE", "ͅα"}) {
    const std::string once = fold_title(text);
    EXPECT_EQ(fold_title(once), once) << text;
  }
}

TEST(FoldTitle, NulAndControlsShowNothing) { EXPECT_EQ(fold_title(std::string("a\0b\x1b[0m c", 9)), "ab 0m c"); }

TEST(FoldWords, SplitsAtBlanks) {
  EXPECT_EQ(fold_words("A Test-Time"), (std::vector<std::string>{"a", "test", "time"}));
  EXPECT_TRUE(fold_words("…").empty());
}

}  // namespace
}  // namespace bibmill
