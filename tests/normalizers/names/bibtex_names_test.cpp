#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

struct Vector {
  std::string input;
  std::string given;
  std::string particle;
  std::string family;
  std::string suffix;
};

// The rows of "Test vectors" for classic BibTeX, on decoded text; the three rows marked as its bugs are read as biber
// reads them.
TEST(BibtexNames, ReadTheExecutedVectors) {
  const std::vector<Vector> vectors = {
      {"Ludwig van Beethoven", "Ludwig", "van", "Beethoven", ""},
      {"van Beethoven, Ludwig", "Ludwig", "van", "Beethoven", ""},
      {"{van Beethoven}, Ludwig", "Ludwig", "", "van Beethoven", ""},
      {"Brinch Hansen, Per", "Per", "", "Brinch Hansen", ""},
      {"Per Brinch Hansen", "Per Brinch", "", "Hansen", ""},
      {"Ford, Jr., Henry", "Henry", "", "Ford", "Jr."},
      {"Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin", "Charles Louis Xavier Joseph", "de la",
       "Vallée Poussin", ""},
      {"Émile Zola", "Émile", "", "Zola", ""},
      {"Zola, Émile", "Émile", "", "Zola", ""},
      {"{\\'E}mile Zola", "Émile", "", "Zola", ""},
      {"Øster Hansen, Ib", "Ib", "", "Øster Hansen", ""},
      {"jean de la fontaine", "", "jean de la", "fontaine", ""},
      {"Özsu, M. Tamer", "M. Tamer", "", "Özsu", ""},
      {"J.R.R. Tolkien", "J.R.R.", "", "Tolkien", ""},
      {"{Di Carlo}, Stefano", "Stefano", "", "Di Carlo", ""},
      {"A, B, C, D", "C D", "", "A", "B"},
  };
  for (const auto& v : vectors) {
    const auto list = parse_bibtex_names(v.input);
    ASSERT_EQ(list.names.size(), 1u) << v.input;
    const auto& name = list.names[0];
    EXPECT_EQ(name.given, v.given) << v.input;
    EXPECT_EQ(name.particle, v.particle) << v.input;
    EXPECT_EQ(name.family, v.family) << v.input;
    EXPECT_EQ(name.suffix, v.suffix) << v.input;
    EXPECT_FALSE(list.others);
  }
}

TEST(BibtexNames, SplitListsAtAnd) {
  const auto list = parse_bibtex_names("Doe, Jane AND {The ABC and D Consortium}\n and others");
  ASSERT_EQ(list.names.size(), 2u);
  EXPECT_EQ(list.names[0].family, "Doe");
  EXPECT_EQ(list.names[1].literal, "The ABC and D Consortium");
  EXPECT_TRUE(list.others);
  EXPECT_TRUE(parse_bibtex_names("  ").names.empty());
  EXPECT_EQ(parse_bibtex_names("A B and and C D").names.size(), 2u);
}

TEST(BibtexNames, SurviveUnbalancedBraces) {
  EXPECT_EQ(parse_bibtex_names("AA {BB CC").names.size(), 1u);
  EXPECT_EQ(parse_bibtex_names("AA BB CC}}}").names.size(), 1u);
  parse_bibtex_names(std::string(100000, '{'));
  parse_bibtex_names("\\");
  parse_bibtex_names("{\\");
}

TEST(BibtexNames, ReadListsThatHaveCommasForAnd) {
  const auto list = parse_bibtex_names("Hans von Zimmer, Michael van Oberbergern, Kevin zu Berger");
  ASSERT_EQ(list.names.size(), 3u);
  EXPECT_EQ(list.names[1].particle, "van");
  EXPECT_EQ(list.names[2].family, "Berger");
  const auto suffixed = parse_bibtex_names("Mair, Jr, Daniel, Brühl, Sr, Daniel");
  ASSERT_EQ(suffixed.names.size(), 2u);
  EXPECT_EQ(suffixed.names[1].family, "Brühl");
  EXPECT_EQ(suffixed.names[1].suffix, "Sr");
  EXPECT_EQ(parse_bibtex_names("de la Cruz, Maria Jose").names.size(), 1u);
  EXPECT_EQ(parse_bibtex_names("AA, BB, CC, DD").names.size(), 1u);
}

}  // namespace
}  // namespace bibmill
