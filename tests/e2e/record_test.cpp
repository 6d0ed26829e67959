// --record on a state that knows the list already: what the cache answers is recorded as well, and what it lacks is
// told.
#include <gmock/gmock.h>

#include "tests/support/hurried.h"

namespace bibmill {
namespace {

using namespace testing_support;
using testing::HasSubstr;

class RecordOnAWarmState : public testing::Test {
 protected:
  RecordOnAWarmState() : server_(served()), settings_(hurried(folder_, server_)) { run("first", {}); }

  static ServerOptions served() {
    ServerOptions options;
    options.replay = source_path("fixtures/http");
    options.limits = false;
    return options;
  }
  RunOutcome run(const std::string& out, std::optional<std::string> record) const {
    RunRequest request = replay_request(source_path("fixtures/eurosys-2026.md"), folder_.file(out));
    request.replay.reset();
    request.record = std::move(record);
    return run_or_fail(request, settings_);
  }
  std::string written(const std::string& out) const { return read_text(folder_.path() / out / "enriched.jsonl"); }

  TemporaryFolder folder_;
  LoopbackServer server_;
  Settings settings_;
};

TEST_F(RecordOnAWarmState, AnswersOfTheCacheAreRecordedAndReplayTheSame) {
  const RunOutcome recorded = run("second", folder_.file("http"));
  EXPECT_EQ(all_requests(recorded.report), 0u);
  EXPECT_EQ(recorded.report.not_recorded, 0u);
  EXPECT_EQ(written("second"), written("first"));
  Settings elsewhere = settings_in(folder_);
  elsewhere.paths.state = folder_.file("elsewhere");
  const RunOutcome replayed = run_or_fail(
      replay_request(source_path("fixtures/eurosys-2026.md"), folder_.file("replayed"), folder_.file("http")),
      elsewhere);
  EXPECT_EQ(replayed.exit_code, recorded.exit_code);
  EXPECT_EQ(written("replayed"), written("first"));
}

TEST_F(RecordOnAWarmState, WhatTheCacheHasLostIsTold) {
  for (const char* file : {"cache.db", "cache.db-wal", "cache.db-shm"})
    std::filesystem::remove(folder_.path() / "state" / file);
  const RunOutcome recorded = run("second", folder_.file("http"));
  EXPECT_EQ(all_requests(recorded.report), 0u);
  EXPECT_EQ(recorded.report.not_recorded, 42u);
  EXPECT_EQ(written("second"), written("first"));
  EXPECT_THAT(summarize(recorded.report, recorded.records, false), HasSubstr("were not recorded"));
}

}  // namespace
}  // namespace bibmill
