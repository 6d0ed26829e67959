// The backfill of a venue: one command, one request for its table of contents, one for 50 DOIs.
#include <algorithm>

#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

class VenueTest : public testing::Test {
 protected:
  VenueTest() : settings_(settings_in(folder_)) {
    for (auto& [name, source] : settings_.sources) source.enabled = name == "dblp_sparql" || name == "crossref";
    request_ = replay_request("", folder_.file("out"));
    request_.inputs.clear();
    request_.editions = {{"EuroSys", 2026, "conf/eurosys/eurosys2026"}};
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
  std::istringstream in;
  std::ostringstream out;
  const Result<RunOutcome> outcome = run(request_, settings_, in, out);
  ASSERT_FALSE(outcome.has_value());
  EXPECT_NE(outcome.error().message.find("conf/eurosys/eurosys1987"), std::string::npos) << outcome.error().message;
}

}  // namespace
}  // namespace bibmill
