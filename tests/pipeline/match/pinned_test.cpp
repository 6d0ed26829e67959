#include "pipeline/match/pinned.h"

#include <gtest/gtest.h>

#include "pipeline/match/decide.h"
#include "tests/pipeline/match/pairs.h"

namespace bibmill {
namespace {

using testing::make_entry;
using testing::make_record;

const SourceRecord kNamesake = make_record(
    {"TidePool: Elastic Memory Sharing", "Ada Lindqvist", "2026", "paper-conference", "EuroSys", "10.1145/9.1", ""});
const SourceRecord kOther =
    make_record({"A Wholly Different Title", "Wei Zhang", "2024", "paper-conference", "OSDI", "10.1145/9.2", ""});

Entry entry_pinned_to(const char* doi) {
  Entry entry = make_entry({"TidePool: Elastic Memory Sharing", "Ada Lindqvist", "2026", "", "EuroSys", "", ""});
  Pin pin;
  pin.fixed.doi = Doi::parse(doi);
  entry.pin = std::make_shared<const Pin>(pin);
  return entry;
}

TEST(Pinned, ARecordIsChosenAgainstEverythingElse) {
  const Entry entry = with_pin(entry_pinned_to("10.1145/9.2"), SoughtTitle::written);
  for (const std::vector<SourceRecord>& records : {std::vector{kNamesake, kOther}, {kOther, kNamesake}}) {
    const Decision decision = decide(entry, records, MatchPolicy());
    ASSERT_EQ(decision.outcome, Outcome::accepted);
    const Candidate& chosen = decision.candidates[*decision.chosen];
    EXPECT_EQ(chosen.record.record_id, kOther.record_id);
    EXPECT_EQ(chosen.match.verdict, Verdict::exact);
    EXPECT_EQ(chosen.match.reason, "pinned");
    EXPECT_EQ(decision.same_work, std::vector{*decision.chosen});
  }
}

TEST(Pinned, ADeniedRegistrantIsNotAcceptedEvenSo) {
  MatchPolicy policy;
  policy.denied_prefixes = {"10.1145"};
  EXPECT_NE(decide(with_pin(entry_pinned_to("10.1145/9.2"), SoughtTitle::written), {kOther}, policy).outcome,
            Outcome::accepted);
}

TEST(Pinned, AnotherNameOfTheDoiIsTheSameRecord) {
  SourceRecord renamed = kOther;
  renamed.aliases = {*Doi::parse("10.1145/9.3")};
  EXPECT_TRUE(is_pinned(entry_pinned_to("10.1145/9.3"), renamed));
  EXPECT_FALSE(is_pinned(entry_pinned_to("10.1145/9.3"), kOther));
}

TEST(Pinned, PinnedFieldsReplaceWrittenOnesAndClaimsOfTheSameKind) {
  Entry entry = entry_pinned_to("10.1145/9.2");
  entry.identifiers = {*Doi::parse("10.1145/9.9"), *ArxivId::parse("2505.01234")};
  const Entry sought = with_pin(entry, SoughtTitle::written);
  EXPECT_EQ(sought.identifiers, (std::vector<Identifier>{*Doi::parse("10.1145/9.2"), *ArxivId::parse("2505.01234")}));
  EXPECT_EQ(sought.work.doi, Doi::parse("10.1145/9.2"));
  EXPECT_EQ(sought.work.title, entry.work.title);
}

TEST(Pinned, BothTitlesAreKnownAndOneIsSoughtFirst) {
  Entry entry = make_entry({"Written Title", "", "", "", "", "", ""});
  Pin pin;
  pin.fixed.title = "Pinned Title";
  entry.pin = std::make_shared<const Pin>(pin);
  const Entry written = with_pin(entry, SoughtTitle::written);
  EXPECT_EQ(written.work.title, "Written Title");
  EXPECT_EQ(written.work.other_titles, std::vector<std::string>{"Pinned Title"});
  const Entry pinned = with_pin(entry, SoughtTitle::pinned);
  EXPECT_EQ(pinned.work.title, "Pinned Title");
  EXPECT_EQ(pinned.work.other_titles, std::vector<std::string>{"Written Title"});
}

}  // namespace
}  // namespace bibmill
