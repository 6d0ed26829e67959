// Faults × sources × steps, in one process on the replay's clock: each run ends, keeps what the others answered, loses
// no record, says what could not be asked and why, and the next run completes the work.
#include <gmock/gmock.h>

#include <algorithm>

#include "pipeline/record_json/record_json.h"
#include "pipeline/report/run_report.h"
#include "tests/faults/fault_table.h"
#include "tests/faults/mill_world.h"
#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

using namespace testing_support;

constexpr std::size_t kBar = 300;
constexpr const char* kOutputs[] = {"enriched.jsonl", "references.bib", "people.jsonl", "organisations.jsonl",
                                    "attention.md"};

const MillWorld& world() {
  static const MillWorld kWorld;
  return kWorld;
}

struct Outcome {
  RunOutcome run;
  Traffic traffic;
  std::string outputs;
};

/// On the state and into the outputs of `folder`.
Outcome run_world(const TemporaryFolder& folder, DblpWay way, const FaultPlan& plan = {}) {
  Outcome outcome;
  RunRequest request = world().request(folder.file("out"));
  request.wrap_transport = [&](HttpClient& inner, Clock& clock) {
    return std::make_unique<FaultyTransport>(inner, clock, world().server(), plan, outcome.traffic);
  };
  outcome.run = run_or_fail(request, world().settings(folder, way));
  for (const char* name : kOutputs) outcome.outputs += read_text(folder.path() / "out" / name);
  return outcome;
}

DblpWay way_for(SourceId source) { return source == SourceId::dblp_rest ? DblpWay::rest : DblpWay::sparql; }

const Outcome& undisturbed(DblpWay way) {
  static const auto kMade = [] {
    std::map<DblpWay, Outcome> made;
    for (const DblpWay each : {DblpWay::sparql, DblpWay::rest})
      made.emplace(each, run_world(TemporaryFolder(fast_place()), each));
    return made;
  }();
  return kMade.at(way);
}

FaultPlan plan_of(const FaultCase& c) {
  return {c.source, c.step.from, c.step.lasting, c.mishap->spoil, c.mishap->after, {}};
}

/// Each record is that of the undisturbed run, or says that this source could not be asked.
void expect_honest_records(const RunOutcome& run, const FaultCase& c, const RunOutcome& right) {
  ASSERT_EQ(run.records.size(), right.records.size());
  for (std::size_t i = 0; i < run.records.size(); ++i) {
    const Record& record = run.records[i];
    if (record.unasked.empty()) {
      EXPECT_EQ(to_json_line(record), to_json_line(right.records[i]));
      continue;
    }
    EXPECT_THAT(record.status, testing::AnyOf(Status::resolved, Status::failed)) << record.id;
    EXPECT_EQ(record.entry, right.records[i].entry);
    for (const Unasked& unasked : record.unasked) EXPECT_EQ(unasked.source, c.source) << unasked.reason;
  }
}

/// For people: which source, and why.
void expect_told(const RunOutcome& run, const FaultCase& c) {
  const auto says_why = [&](const Record& record) {
    return std::ranges::any_of(record.unasked, [&](const Unasked& unasked) {
      return !unasked.reason.empty() && unasked.reason.find(c.mishap->reason) != std::string::npos;
    });
  };
  EXPECT_TRUE(std::ranges::any_of(run.records, says_why));
  const std::string summary = summarize(run.report, run.records, false);
  EXPECT_THAT(summary, testing::HasSubstr(std::string(to_string(c.source))));
  EXPECT_THAT(summary, testing::HasSubstr(c.mishap->reason));
}

int expected_exit(const RunOutcome& run) {
  const auto is_resolved = [](const Record& record) { return record.status == Status::resolved; };
  return std::ranges::all_of(run.records, is_resolved) ? 0 : 1;
}

/// What the other sources answered is not asked again. (Of arXiv's title searches, which leave the author out, the same
/// request may be two questions.)
void expect_kept(const Traffic& before, const Traffic& later, SourceId broken) {
  for (const std::string& request : later.asked) {
    if (request.starts_with(to_string(broken)) || request.starts_with("arxiv /api/query?search_query=ti:")) continue;
    EXPECT_FALSE(before.answered.contains(request)) << request << " is asked again";
  }
}

void expect_survived(const FaultCase& c) {
  const TemporaryFolder folder(fast_place());
  const DblpWay way = way_for(c.source);
  const Outcome& right = undisturbed(way);
  const Outcome faulty = run_world(folder, way, plan_of(c));
  EXPECT_GE(faulty.traffic.struck, 1u);
  EXPECT_LE(faulty.traffic.requests.at(c.source), right.traffic.requests.at(c.source) + 40)
      << "the source is left alone";
  const bool all_answered =
      std::ranges::all_of(faulty.run.records, [](const Record& record) { return record.unasked.empty(); });
  if (c.course() == Course::healed || (c.course() == Course::either && all_answered)) {
    EXPECT_EQ(faulty.run.exit_code, 0);
    EXPECT_TRUE(faulty.outputs == right.outputs) << summarize(faulty.run.report, faulty.run.records, false);
    return;
  }
  expect_honest_records(faulty.run, c, right.run);
  expect_told(faulty.run, c);
  EXPECT_EQ(faulty.run.exit_code, expected_exit(faulty.run));

  const Outcome healthy = run_world(folder, way);
  EXPECT_EQ(healthy.run.exit_code, 0);
  EXPECT_TRUE(healthy.outputs == right.outputs) << "a later run differs from an undisturbed one";
  expect_kept(faulty.traffic, healthy.traffic, c.source);
}

std::string name_of(const testing::TestParamInfo<SourceId>& info) { return std::string(to_string(info.param)); }

class FaultMatrix : public testing::TestWithParam<SourceId> {};

TEST_P(FaultMatrix, IsSurvived) {
  for (const FaultCase& c : fault_cases(GetParam())) {
    SCOPED_TRACE(c.name());
    expect_survived(c);
  }
}

TEST_P(FaultMatrix, HasAUndisturbedRunThatReachesEveryStep) {
  const Outcome& right = undisturbed(way_for(GetParam()));
  EXPECT_EQ(right.run.exit_code, 0) << summarize(right.run.report, right.run.records, false);
  for (const FaultCase& c : fault_cases(GetParam()))
    EXPECT_GE(right.traffic.requests.at(c.source), c.step.from) << c.name();
}

INSTANTIATE_TEST_SUITE_P(Sources, FaultMatrix, testing::ValuesIn(asked_sources()), name_of);

TEST(FaultTable, HasAtLeastThreeHundredCombinationsEachOnce) {
  std::set<std::string> names;
  std::size_t count = 0;
  for (const SourceId source : asked_sources()) {
    for (const FaultCase& c : fault_cases(source)) {
      names.insert(c.name());
      ++count;
    }
  }
  EXPECT_EQ(names.size(), count);
  EXPECT_GE(count, kBar);
}

}  // namespace
}  // namespace bibmill
