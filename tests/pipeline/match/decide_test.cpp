#include "pipeline/match/decide.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/pipeline/match/pairs.h"

namespace bibmill {
namespace {

using testing::Description;
using testing::make_entry;
using testing::make_record;

constexpr const char* kTitle = "TidePool: Elastic Memory Sharing for Serverless Inference Clusters";
constexpr const char* kPeople = "Ada Lindqvist; Bo Chen; Carla Mendes da Silva; Dmitri Volkov";
constexpr const char* kVenue = "Proceedings of the 21st European Conference on Computer Systems";

MatchPolicy policy() {
  MatchPolicy policy;
  policy.denied_prefixes = {"10.5555"};
  return policy;
}

Entry listed() { return make_entry({kTitle, "", "2026", "", "EuroSys", "", ""}); }

SourceRecord paper() {
  return make_record({kTitle, kPeople, "2026", "paper-conference", kVenue, "10.1145/9900001.9900002", ""});
}
SourceRecord preprint() { return make_record({kTitle, kPeople, "2025", "article", "", "arXiv:2505.01234", ""}); }
SourceRecord stranger() {
  return make_record({kTitle, "Wei Zhang; Hao Liu", "2026", "paper-conference", "EuroSys", "10.1145/9900001.7", ""});
}

TEST(Decide, PrefersThePublishedVersion) {
  const auto decision = decide(listed(), {preprint(), paper()}, policy());
  ASSERT_EQ(decision.outcome, Outcome::accepted);
  EXPECT_EQ(decision.candidates[*decision.chosen].record.record_id, paper().record_id);
  EXPECT_EQ(decision.same_work.size(), 2u);
  EXPECT_EQ(decision.same_work.front(), *decision.chosen);
  EXPECT_EQ(decision.reason, "title_and_venue");
}

TEST(Decide, PrefersThePublishedVersionOverAPreprintThatTheEntryNames) {
  const auto entry = make_entry({kTitle, "", "2026", "", "EuroSys", "arXiv:2505.01234", ""});
  const auto decision = decide(entry, {preprint(), paper()}, policy());
  ASSERT_EQ(decision.outcome, Outcome::accepted);
  EXPECT_EQ(decision.candidates[*decision.chosen].record.record_id, paper().record_id);
}

TEST(Decide, APaperAndItsRetitledPreprintThatTheEntryNamesAreOneWork) {
  auto entry = make_entry({kTitle, kPeople, "2026", "paper-conference", "EuroSys", "10.1145/9900001.9900002", ""});
  entry.identifiers.push_back(*ArxivId::parse("2505.01234"));
  SourceRecord retitled = preprint();
  retitled.work.title = "Sharing Accelerator Memory between Functions";
  const auto decision = decide(entry, {retitled, paper()}, policy());
  ASSERT_EQ(decision.outcome, Outcome::accepted) << decision.reason;
  EXPECT_EQ(decision.candidates[*decision.chosen].record.record_id, paper().record_id);
  EXPECT_EQ(decision.same_work.size(), 2u);
}

TEST(Decide, IsAmbiguousBetweenTwoWorks) {
  const auto decision = decide(listed(), {paper(), stranger()}, policy());
  EXPECT_EQ(decision.outcome, Outcome::ambiguous);
  EXPECT_EQ(decision.reason, "runner_up_close");
  EXPECT_FALSE(decision.chosen);
}

TEST(Decide, PeopleTellTwoWorksApart) {
  const auto entry = make_entry({kTitle, "Zhang, W. and others", "2026", "", "EuroSys", "", ""});
  const auto decision = decide(entry, {paper(), stranger()}, policy());
  ASSERT_EQ(decision.outcome, Outcome::accepted);
  EXPECT_EQ(decision.candidates[*decision.chosen].record.record_id, stranger().record_id);
  EXPECT_EQ(decision.same_work.size(), 1u);
}

TEST(Decide, NeverTakesAPoisonedCopy) {
  const auto copy = make_record({kTitle, kPeople, "2026", "article", "Preprint Garden", "10.31219/osf.io/abcde", ""});
  const auto denied = make_record({kTitle, kPeople, "2026", "paper-conference", kVenue, "10.5555/123", ""});
  const auto alone = decide(listed(), {copy, denied}, policy());
  EXPECT_EQ(alone.outcome, Outcome::ambiguous);
  EXPECT_EQ(alone.reason, "below_threshold");
  const auto both = decide(listed(), {copy, denied, paper()}, policy());
  ASSERT_EQ(both.outcome, Outcome::accepted);
  EXPECT_EQ(both.candidates[*both.chosen].record.record_id, paper().record_id);
}

TEST(Decide, AClaimedDoiOfADeniedRegistrantContradictsNothing) {
  const auto entry = make_entry({kTitle, "", "2026", "", "EuroSys", "10.5555/123", ""});
  const auto decision = decide(entry, {paper()}, policy());
  ASSERT_EQ(decision.outcome, Outcome::accepted);
  EXPECT_EQ(decision.reason, "title_and_venue");
  const auto other_doi = make_entry({kTitle, "", "2026", "", "EuroSys", "10.1145/1.2", ""});
  EXPECT_EQ(decide(other_doi, {paper()}, policy()).outcome, Outcome::ambiguous);
}

TEST(Decide, AsksForMoreWhereOnlyATitleIsGiven) {
  const auto short_title = make_entry({"Elastic Memory Sharing", "", "", "", "", "", ""});
  const auto record =
      make_record({"Elastic Memory Sharing", kPeople, "2026", "paper-conference", kVenue, "10.1/1", ""});
  EXPECT_EQ(decide(short_title, {record}, policy()).outcome, Outcome::ambiguous);
  const auto title_only = make_entry({kTitle, "", "", "", "", "", ""});
  EXPECT_EQ(decide(title_only, {paper()}, policy()).outcome, Outcome::accepted);
  auto strict = policy();
  strict.accept_title_only = 0.99;
  EXPECT_EQ(decide(title_only, {paper()}, strict).outcome, Outcome::ambiguous);
}

TEST(Decide, GivesTheSameForEveryOrderOfRecords) {
  std::vector<SourceRecord> records = {paper(), preprint(),
                                       make_record({"A Survey of Protein Folding Software", "Eve Adams", "2019",
                                                    "article-journal", "Biology", "10.1/9", ""})};
  auto dblp = paper();
  dblp.source = SourceId::dblp_index;
  dblp.record_id = "conf/eurosys/Lindqvist26";
  records.push_back(dblp);
  const auto expected = decide(listed(), records, policy());
  ASSERT_EQ(expected.outcome, Outcome::accepted);
  std::vector<std::size_t> order = {0, 1, 2, 3};
  do {
    std::vector<SourceRecord> shuffled;
    for (const auto i : order) shuffled.push_back(records[i]);
    const auto decision = decide(listed(), shuffled, policy());
    EXPECT_EQ(decision.chosen, expected.chosen);
    EXPECT_EQ(decision.same_work, expected.same_work);
    EXPECT_EQ(decision.candidates, expected.candidates);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(Decide, SaysWhyNothingFits) {
  EXPECT_EQ(decide(listed(), {}, policy()).reason, "no_candidates");
  const auto other =
      make_record({"A Survey of Protein Folding Software", "Eve Adams", "2019", "", "Biology", "10.1/9", ""});
  const auto decision = decide(listed(), {other}, policy());
  EXPECT_EQ(decision.outcome, Outcome::none);
  EXPECT_EQ(decision.reason, "all_different");
  EXPECT_EQ(decision.candidates.size(), 1u);
}

TEST(Decide, SurvivesHugeDescriptions) {
  auto entry = make_entry({std::string(200000, 'a'), "", "2026", "", std::string(100000, 'b'), "", ""});
  auto record =
      make_record({std::string(200000, 'a') + "b", "", "2026", "", "a b c d e f g h i j k l m n o p", "", ""});
  for (int i = 0; i < 20000; ++i) {
    entry.work.authors.push_back({{"Wang", "Wei", "", "", ""}, {}, {}, {}});
    record.work.authors.push_back({{"Li", "Hao", "", "", ""}, {}, {}, {}});
  }
  EXPECT_NE(decide(entry, {record}, policy()).outcome, Outcome::accepted);
}

}  // namespace
}  // namespace bibmill
