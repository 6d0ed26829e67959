#include "pipeline/check/finding_formats.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bibmill {
namespace {

const std::vector<Finding> kFindings = {
    {FindingKind::missing, "lists/my list, 50%.md", 12, "", "\"A: B, 100%\" has no record\nreally"},
    {FindingKind::conflict, "list.md", 3, "lee2026a", "year \x1b[2J kept"},
    {FindingKind::bibliography, "out/references.bib", 0, "", "it is not there"},
};

TEST(FindingKindTest, EveryKindHasANameThatIsReadBackAndAMeaning) {
  for (const FindingKind kind : finding_kinds()) {
    EXPECT_EQ(parse_finding_kind(to_string(kind)), kind);
    EXPECT_FALSE(describe(kind).empty());
  }
  EXPECT_EQ(parse_finding_kind("nonsense"), std::nullopt);
}

TEST(FailOnTest, StructuralKindsAlwaysFailOthersWhereChosen) {
  const FailOn none;
  EXPECT_TRUE(none.selects(FindingKind::stale));
  EXPECT_FALSE(none.selects(FindingKind::conflict));
  const FailOn chosen({FindingKind::conflict});
  EXPECT_TRUE(chosen.selects(FindingKind::conflict));
  EXPECT_FALSE(chosen.selects(FindingKind::ambiguous));
  const std::vector<Finding> only_conflict = {kFindings[1]};
  EXPECT_FALSE(none.selects_any(only_conflict));
  EXPECT_TRUE(chosen.selects_any(only_conflict));
}

TEST(FindingFormatsTest, TextIsALineForEachWithPlaceLevelAndKind) {
  EXPECT_EQ(format_findings(kFindings, FailOn(), FindingFormat::text),
            "lists/my list, 50%.md:12: error: \"A: B, 100%\" has no record really [missing]\n"
            "list.md:3: warning: year \\x1b[2J kept [conflict]\n"
            "out/references.bib: error: it is not there [bibliography]\n");
}

TEST(FindingFormatsTest, WorkflowCommandsEscapeWhatWouldEndThem) {
  EXPECT_EQ(format_findings(kFindings, FailOn(), FindingFormat::github),
            "::error file=lists/my list%2C 50%25.md,line=12,title=bibmill missing::\"A: B, 100%25\" has no record "
            "really\n"
            "::warning file=list.md,line=3,title=bibmill conflict::year \\x1b[2J kept\n"
            "::error file=out/references.bib,title=bibmill bibliography::it is not there\n");
}

TEST(FindingFormatsTest, SarifNamesRuleLevelAndPlace) {
  const auto log = nlohmann::json::parse(format_findings(kFindings, FailOn(), FindingFormat::sarif));
  EXPECT_EQ(log.at("version"), "2.1.0");
  const auto& run = log.at("runs").at(0);
  const auto& rules = run.at("tool").at("driver").at("rules");
  ASSERT_EQ(rules.size(), finding_kinds().size());
  ASSERT_EQ(run.at("results").size(), 3u);
  const auto& first = run.at("results").at(0);
  EXPECT_EQ(first.at("ruleId"), "missing");
  EXPECT_EQ(rules.at(first.at("ruleIndex").get<std::size_t>()).at("id"), "missing");
  EXPECT_EQ(first.at("level"), "error");
  const auto& place = first.at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(place.at("artifactLocation").at("uri"), "lists/my%20list%2C%2050%25.md");
  EXPECT_EQ(place.at("region").at("startLine"), 12);
  EXPECT_FALSE(run.at("results").at(2).at("locations").at(0).at("physicalLocation").contains("region"));
}

TEST(FindingFormatsTest, JsonSaysWhetherTheCheckFailed) {
  const auto failed = nlohmann::json::parse(format_findings(kFindings, FailOn(), FindingFormat::json));
  EXPECT_EQ(failed.at("failed"), true);
  EXPECT_EQ(failed.at("findings").at(1).at("key"), "lee2026a");
  EXPECT_EQ(failed.at("findings").at(1).at("level"), "warning");
  const auto fine = nlohmann::json::parse(format_findings({}, FailOn(), FindingFormat::json));
  EXPECT_EQ(fine.at("failed"), false);
  EXPECT_TRUE(fine.at("findings").empty());
}

}  // namespace
}  // namespace bibmill
