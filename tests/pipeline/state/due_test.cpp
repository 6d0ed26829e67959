#include "pipeline/state/due.h"

#include <fmt/format.h>

#include "connectors/http/request_limit.h"

namespace bibmill {
namespace {

using std::chrono::days;
using std::chrono::seconds;

DuePolicy policy() {
  DuePolicy policy;
  policy.resolved = days(90);
  policy.preprint = days(7);
  policy.past_venue = days(365);
  policy.incomplete = days(1);
  policy.ambiguous = days(8);
  policy.not_found_first = days(1);
  policy.not_found_most = days(30);
  return policy;
}

TEST(Due, TheNextAttemptFollowsFromWhatCameOfTheLast) {
  struct Row {
    const char* what;
    Outlook outlook;
    seconds pause;
  };
  const Row rows[] = {
      {"failed", {Status::failed, false, false, true, 0}, seconds(0)},
      {"ambiguous", {Status::ambiguous, false, false, false, 0}, days(8)},
      {"resolved", {Status::resolved, false, false, false, 0}, days(90)},
      {"preprint only", {Status::resolved, true, false, false, 0}, days(7)},
      {"past venue", {Status::resolved, false, true, false, 0}, days(365)},
      {"past venue, but a source was out of reach", {Status::resolved, false, true, true, 0}, days(1)},
      {"past venue, but the run's limit came", {Status::resolved, false, true, true, 0, true}, seconds(0)},
      {"first miss", {Status::not_found, false, false, false, 1}, days(1)},
      {"second miss", {Status::not_found, false, false, false, 2}, days(2)},
      {"fifth miss", {Status::not_found, false, false, false, 5}, days(16)},
      {"sixth miss", {Status::not_found, false, false, false, 6}, days(30)},
      {"thousandth miss", {Status::not_found, false, false, false, 1000}, days(30)},
  };
  for (const Row& row : rows) EXPECT_EQ(pause_after(row.outlook, policy()), row.pause) << row.what;
}

TEST(Due, TheOutlookIsReadFromTheRecord) {
  Record record;
  record.status = Status::resolved;
  record.work.type = WorkType::paper_conference;
  record.work.issued = PartialDate{2025, {}, {}};
  EXPECT_TRUE(outlook_of(record, 2026, 0).past_venue);
  EXPECT_FALSE(outlook_of(record, 2025, 0).past_venue) << "this year's may still change";
  record.work.type = WorkType::article_journal;
  EXPECT_FALSE(outlook_of(record, 2026, 0).past_venue);
  record.work.type = WorkType::article;
  record.work.arxiv_id = ArxivId::parse("2505.11432");
  EXPECT_TRUE(outlook_of(record, 2026, 0).preprint_only);
  record.unasked.push_back({SourceId::dblp_sparql, "timeout"});
  EXPECT_TRUE(outlook_of(record, 2026, 0).incomplete);
  EXPECT_FALSE(outlook_of(record, 2026, 0).waits);
  Unasked& cancelled = record.unasked.emplace_back();
  cancelled.source = SourceId::arxiv;
  cancelled.reason = fmt::format("cancelled: {}", kLimitReached);
  EXPECT_TRUE(outlook_of(record, 2026, 0).waits);
  EXPECT_EQ(outlook_of(record, 2026, 3).misses, 0) << "found: the count begins anew";
  record.status = Status::not_found;
  EXPECT_EQ(outlook_of(record, 2026, 3).misses, 4);
}

}  // namespace
}  // namespace bibmill
