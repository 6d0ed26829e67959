#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "normalizers/names/person_name.h"
#include "normalizers/text/latex.h"
#include "normalizers/text/unicode.h"

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

using Json = nlohmann::json;

std::string decoded_parts(const Json& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : " ") + part.get<std::string>();
  return collapse_space(latex_to_unicode(text));
}

/// Whether our reading equals a table's. A whole braced name is a literal with us, the last name in the tables.
bool agrees(const std::string& input, const Json& first, const Json& von, const Json& last, const Json& jr) {
  const auto list = parse_bibtex_names(input);
  const PersonName name = list.names.empty() ? PersonName{} : list.names[0];
  const bool same = list.names.size() <= 1 && name.given == decoded_parts(first) &&
                    name.particle == decoded_parts(von) && name.suffix == decoded_parts(jr) &&
                    (name.literal.empty() ? name.family : name.literal) == decoded_parts(last);
  if (!same) std::printf("  differs: %s\n", input.c_str());
  return same;
}

Json load(const std::string& name) {
  std::ifstream file(std::filesystem::path(BIBMILL_SHARED_DIR) / "bench/names" / name);
  return file ? Json::parse(file) : Json();
}

TEST(BibtexNamesTables, AgreeWithBibtexparser) {
  const auto tables = load("bibtexparser_names.json");
  if (tables.is_null()) GTEST_SKIP() << "no labelled data in " << BIBMILL_SHARED_DIR;
  int cases = 0;
  int agreeing = 0;
  for (const auto& c : tables[0]["cases"]) {
    ++cases;
    agreeing += agrees(c[0], c[1]["first"], c[1]["von"], c[1]["last"], c[1]["jr"]);
  }
  std::printf("bibtexparser name parts: %d of %d agree\n", agreeing, cases);
  EXPECT_GE(agreeing, 147);
}

TEST(BibtexNamesTables, AgreeWithBibtexparserLists) {
  const auto tables = load("bibtexparser_names.json");
  if (tables.is_null()) GTEST_SKIP() << "no labelled data in " << BIBMILL_SHARED_DIR;
  int cases = 0;
  int agreeing = 0;
  for (const auto& c : tables[1]["cases"]) {
    ++cases;
    std::vector<PersonName> expected;
    for (const auto& one : c[1]) {
      for (auto& name : parse_bibtex_names(one.get<std::string>()).names) expected.push_back(std::move(name));
    }
    const bool same = parse_bibtex_names(c[0].get<std::string>()).names == expected;
    if (!same) std::printf("  differs: %s\n", c[0].get<std::string>().c_str());
    agreeing += same;
  }
  std::printf("bibtexparser name lists: %d of %d agree\n", agreeing, cases);
  EXPECT_GE(agreeing, 44);
}

TEST(BibtexNamesTables, AgreeWithPybtex) {
  const auto cases = load("pybtex_parse_name.json");
  if (cases.is_null()) GTEST_SKIP() << "no labelled data in " << BIBMILL_SHARED_DIR;
  int agreeing = 0;
  for (const auto& c : cases) {
    agreeing += agrees(c["name"], c["first"], c["prelast_von"], c["last"], c["lineage_jr"]);
  }
  std::printf("pybtex names: %d of %zu agree\n", agreeing, cases.size());
  EXPECT_GE(agreeing, 102);
}

}  // namespace
}  // namespace bibmill
