// The backfill of a venue: one command, one request for its table of contents, one for 50 DOIs.
#include <algorithm>
#include <set>

#include "tests/support/composed_venue.h"
#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

class VenueTest : public testing::Test {
 protected:
  VenueTest() : settings_(settings_in(folder_)) {
    ask_only({"dblp_sparql", "crossref"});
    request_ = replay_request("", folder_.file("out"));
    request_.inputs.clear();
    request_.editions = {{"EuroSys", 2026, "conf/eurosys/eurosys2026"}};
  }

  /// Only these sources are on.
  void ask_only(std::set<std::string> sources) {
    for (auto& [name, source] : settings_.sources) source.enabled = sources.contains(name);
  }

  void expect_all_resolved(const RunOutcome& outcome, std::size_t papers) {
    ASSERT_EQ(outcome.records.size(), papers);
    for (const Record& record : outcome.records)
      EXPECT_EQ(record.status, Status::resolved) << record.entry.raw << ": " << record.match.reason;
  }

  /// EuroSys 2019 with so many papers, all of which are to be resolved.
  RunOutcome run_composed(std::size_t papers, const std::string& page) {
    request_.replay = composed_venue(folder_, composed_papers(papers));
    request_.editions = {{"EuroSys", 2019, page}};
    RunOutcome outcome = run_or_fail(request_, settings_);
    expect_all_resolved(outcome, papers);
    return outcome;
  }

  Error refusal() {
    std::istringstream in;
    std::ostringstream out;
    const Result<RunOutcome> outcome = run(request_, settings_, in, out);
    return outcome ? Error(ErrorKind::input, "it was accepted") : outcome.error();
  }

  TemporaryFolder folder_;
  Settings settings_;
  RunRequest request_;
};

TEST_F(VenueTest, AllItsPapersAreResolvedWithFewRequests) {
  const RunOutcome outcome = run_or_fail(request_, settings_);
  EXPECT_GE(outcome.records.size(), 42u);
  const auto resolved = std::ranges::count(outcome.records, Status::resolved, &Record::status);
  EXPECT_EQ(static_cast<std::size_t>(resolved), outcome.records.size());
  EXPECT_LE(all_requests(outcome.report), 6u);
  for (const Record& record : outcome.records) EXPECT_TRUE(record.work.dblp_key.has_value()) << record.id;
}

TEST_F(VenueTest, ASecondRunAsksNobody) {
  run_or_fail(request_, settings_);
  const std::string before = read_text(folder_.file("out") + "/enriched.jsonl");
  const RunOutcome again = run_or_fail(request_, settings_);
  EXPECT_EQ(all_requests(again.report), 0u);
  EXPECT_EQ(read_text(folder_.file("out") + "/enriched.jsonl"), before);
}

TEST_F(VenueTest, AYearThatNobodyHasIsToldWithItsPage) {
  request_.editions = {{"EuroSys", 1987, "conf/eurosys/eurosys1987"}};
  const Error told = refusal();
  EXPECT_NE(told.message.find("conf/eurosys/eurosys1987"), std::string::npos) << told.message;
}

TEST_F(VenueTest, APastVenueOfEightyPapersCostsATableAndTwoListsOfDois) {
  const RunOutcome outcome = run_composed(80, "conf/eurosys/eurosys2019");
  EXPECT_EQ(outcome.report.sources.at(SourceId::dblp_sparql).requests, 1u);
  EXPECT_EQ(outcome.report.sources.at(SourceId::crossref).requests, 2u);
}

TEST_F(VenueTest, CrossrefAloneKnowsItByItsContainer) {
  ask_only({"crossref"});
  const RunOutcome outcome = run_composed(80, "conf/eurosys/eurosys2019");
  EXPECT_EQ(all_requests(outcome.report), 3u) << "the container, and 50 DOIs in a list";
}

TEST_F(VenueTest, CrossrefAloneKnowsTheBundledEditionToo) {
  ask_only({"crossref"});
  const RunOutcome outcome = run_or_fail(request_, settings_);
  EXPECT_GE(outcome.records.size(), 40u);
  EXPECT_LE(all_requests(outcome.report), 3u);
  for (const Record& record : outcome.records)
    EXPECT_EQ(record.work.container_title, outcome.records[0].work.container_title);
}

TEST_F(VenueTest, SeveralYearsAreOneRun) {
  request_.editions = {{"EuroSys", 2025, "conf/eurosys/eurosys2025"}, {"EuroSys", 2026, "conf/eurosys/eurosys2026"}};
  const RunOutcome outcome = run_or_fail(request_, settings_);
  EXPECT_GE(outcome.records.size(), 42u);
  ASSERT_EQ(outcome.report.notes.size(), 1u);
  EXPECT_NE(outcome.report.notes.front().find("EuroSys 2025 was left out"), std::string::npos);
}

TEST_F(VenueTest, AVenueThatTheTableDoesNotKnowIsFoundByTheNameThatDblpPrints) {
  const RunOutcome outcome = run_composed(12, "");
  EXPECT_LE(all_requests(outcome.report), 3u) << "the name, 50 keys in a query, 50 DOIs in a list";
}

TEST_F(VenueTest, AVenueThatNobodyKnowsIsToldWithTheNearestNames) {
  request_.editions = {{"EuroSis", 2026, ""}};
  const Error told = refusal();
  EXPECT_EQ(told.kind, ErrorKind::input);
  EXPECT_NE(told.message.find("'EuroSis'; the nearest names are EuroSys"), std::string::npos) << told.message;
}

}  // namespace
}  // namespace bibmill
