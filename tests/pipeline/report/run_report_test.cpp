#include "pipeline/report/run_report.h"

#include <gmock/gmock.h>

#include "connectors/http/request_limit.h"
#include "pipeline/resolve/resolver.h"

namespace bibmill {
namespace {

using testing::HasSubstr;
using testing::Not;

Record record_with(Status status) {
  Record record;
  record.status = status;
  record.entry.file = "list.md";
  record.entry.work.title = "A Title";
  return record;
}

std::string summary_of(const std::vector<Record>& records) {
  RunReport report;
  for (const Record& record : records) count_record(report, record);
  return summarize(report, records, false);
}

TEST(Summary, OfARunThatChangedNothingIsALine) {
  RunReport report;
  report.entries = 42;
  report.unchanged = true;
  report.folder = "out";
  EXPECT_EQ(summarize(report, {}, false), "42 papers: nothing was due, nothing changed\n");
  EXPECT_EQ(summarize(report, std::vector<Record>{record_with(Status::ambiguous)}, false),
            "42 papers: nothing was due, nothing changed; 1 to look at: out/attention.md\n");
}

/// Of a run whose predecessor told all that needed a person among `told`.
std::string summary_after(const std::vector<Record>& told, const std::vector<Record>& records,
                          std::vector<Change> changes = {}) {
  RunReport report;
  report.folder = "out";
  report.since = SinceLastRun{attention_marks(told, {}), false, std::move(changes)};
  for (const Record& record : records) count_record(report, record);
  return summarize(report, records, false);
}

TEST(Summary, OfARunThatAskedAndFoundNothingNewIsALine) {
  const std::vector<Record> records{record_with(Status::ambiguous), record_with(Status::resolved)};
  EXPECT_EQ(summary_after(records, records), "2 papers: 2 were due, nothing changed; 1 to look at: out/attention.md\n");
}

TEST(Summary, TellsWhatChangedAndOfWhatToLookAtOnlyWhatIsNew) {
  Record conflict = record_with(Status::resolved);
  conflict.conflicts = {{"title", "A", "B", SourceId::input, "title_differs"}};
  Record other = conflict;
  other.conflicts.push_back({"doi", "", "10.1/b", SourceId::input, "refuted"});
  Change change;
  change.kind = ChangeKind::gone;
  const std::string text = summary_after({conflict}, {other}, {change});
  EXPECT_THAT(text, HasSubstr("Since the last run: 1 entry gone"));
  EXPECT_THAT(text, HasSubstr("doi: \"10.1/b\" is another paper's\n"));
  EXPECT_THAT(text, HasSubstr("1 more that the last run told: out/attention.md\n"));
  EXPECT_THAT(text, Not(HasSubstr("the list says \"B\"")));
  EXPECT_THAT(summary_of({other}), HasSubstr("title: kept \"A\"; the list says \"B\"\n"));
}

TEST(Summary, CountsWhatIsNewlyOpen) {
  const Record known = record_with(Status::not_found);
  RunReport report;
  report.since = SinceLastRun{attention_marks(std::vector{known}, {}), true, {}};
  count_news(report, std::vector{known});
  EXPECT_EQ(report.newly_open, 0u);
  report.rejects.push_back({"list.md", 3, 0, "no title", "* "});
  count_news(report, std::vector{known, record_with(Status::failed)});
  EXPECT_EQ(report.newly_open, 2u);
}

TEST(Summary, SaysWhyAnEntryIsFinallyNotFound) {
  Record denied = record_with(Status::not_found);
  EXPECT_THAT(summary_of({denied}), HasSubstr("no source has it"));
  denied.match.reason = "denied_registrant";
  EXPECT_THAT(summary_of({denied}), HasSubstr("registrant that is never accepted"));
}

TEST(Summary, TellsWhatLaterRunsDoFromWhatCouldNotBeAsked) {
  Record down = record_with(Status::resolved);
  down.unasked = {{SourceId::arxiv, "timeout: no answer"}};
  Record postponed = record_with(Status::resolved);
  postponed.unasked = {{SourceId::arxiv, std::string(kPostponed)}};
  const std::string text = summary_of({down, postponed, postponed});
  EXPECT_THAT(text, HasSubstr("arxiv could not be asked about 1 of the resolved papers"));
  EXPECT_THAT(text, HasSubstr("other versions of 2 papers are still to be searched by title"));
  EXPECT_THAT(summary_of({down}), Not(HasSubstr("by title")));
}

TEST(Summary, SaysInALineWhatTheLimitLeft) {
  Record waits = record_with(Status::failed);
  waits.unasked = {{SourceId::crossref, "cancelled: " + std::string(kLimitReached)}};
  Record incomplete = record_with(Status::resolved);
  incomplete.unasked = waits.unasked;
  const std::vector<Record> records{waits, incomplete};
  RunReport report;
  for (const Record& record : records) count_record(report, record);
  report.stopped_after = "2 requests (--max-requests)";
  EXPECT_EQ(report.waiting, 2u);
  const std::string text = summarize(report, records, false);
  EXPECT_THAT(text,
              HasSubstr("the run stopped asking after 2 requests (--max-requests); 2 papers wait for the next run"));
  EXPECT_THAT(text, Not(HasSubstr("crossref could not be asked")));
  EXPECT_THAT(text, Not(HasSubstr("list.md:")));
  EXPECT_FALSE(needs_attention(waits));
}

TEST(Summary, SaysWhatCouldNotBeRecorded) {
  RunReport report;
  report.not_recorded = 1;
  EXPECT_THAT(summarize(report, {}, false), HasSubstr("answers about 1 paper that was not due"));
}

}  // namespace
}  // namespace bibmill
