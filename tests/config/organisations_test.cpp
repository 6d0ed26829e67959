#include "config/organisations.h"

#include <map>
#include <set>

#include "config/load.h"

namespace bibmill {
namespace {

TEST(ShippedOrganisations, CoverComputingAndAgreeWithThemselves) {
  const std::vector<OrganisationRow> rows = shipped_organisations();
  std::set<std::string> names;
  std::set<std::string> ids;
  for (const OrganisationRow& row : rows) {
    names.insert(row.name);
    EXPECT_EQ(row.country.size(), 2u) << row.name;
    EXPECT_TRUE(!row.ror || ids.insert(*row.ror).second) << row.name;
  }
  EXPECT_GE(rows.size(), 400u);
  for (const OrganisationRow& row : rows) {
    EXPECT_TRUE(row.parent.empty() || names.contains(row.parent)) << row.name;
  }
}

TEST(ShippedOrganisations, SharesOfAnAcronymAddUpToOneAtMost) {
  std::map<std::string, double> shares;
  for (const OrganisationRow& row : shipped_organisations()) {
    for (const auto& [acronym, share] : row.usual) shares[acronym] += share;
  }
  for (const auto& [acronym, share] : shares) EXPECT_LE(share, 1.0 + 1e-9) << acronym;
  EXPECT_GE(shares.size(), 10u);
}

TEST(ParseOrganisations, ReadsAllKeys) {
  const auto rows = parse_organisations(
      R"(organisation = [
           {name = "A Lab", ror = "https://ror.org/03cve4549", acronyms = ["AL"], spellings = ["ALab"], parent = "A", usual = {AL = 0.7}},
           {name = "A"},
         ])",
      "mine.toml");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].ror, "https://ror.org/03cve4549");
  EXPECT_EQ(rows[0].acronyms, std::vector<std::string>{"AL"});
  EXPECT_EQ(rows[0].spellings, std::vector<std::string>{"ALab"});
  EXPECT_EQ(rows[0].parent, "A");
  EXPECT_EQ(rows[0].usual.at("AL"), 0.7);
}

TEST(ParseOrganisations, TellsEveryMistakeWithItsLine) {
  try {
    parse_organisations(
        "organisation = [\n  {country = \"CN\"},\n  {name = \"A\", ror = \"03cve4549\", country = \"China\"},\n"
        "  {name = \"B\", usual = {X = 2}, colour = 1},\n]\n",
        "mine.toml");
    FAIL() << "accepted";
  } catch (const ConfigError& error) {
    std::vector<std::string> places;
    for (const ConfigProblem& problem : error.problems()) places.push_back(problem.where);
    EXPECT_EQ(places, (std::vector<std::string>{"mine.toml:2", "mine.toml:3", "mine.toml:3", "mine.toml:4",
                                                "mine.toml:4", "mine.toml:4"}));
  }
}

TEST(LocalOrganisations, AreNoneWhereThereIsNoFile) {
  EXPECT_TRUE(local_organisations("/nonexistent/organisations.local.toml").empty());
}

}  // namespace
}  // namespace bibmill
