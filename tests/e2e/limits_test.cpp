// --max-requests and --time-limit: a run that stops asking keeps what it has, and the next one goes on with the rest.
#include <gmock/gmock.h>

#include <map>

#include "connectors/cache/sqlite.h"
#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

using testing::HasSubstr;
using Bytes = std::map<std::string, std::string>;

class Limits : public testing::Test {
 protected:
  RunOutcome run(const std::string& out, const Settings& settings) const {
    return run_or_fail(replay_request(source_path("fixtures/eurosys-2026.md"), folder_.file(out)), settings);
  }
  /// All that does not tell of a run but of the list.
  Bytes bytes(const std::string& out) const {
    Bytes bytes;
    for (const auto& file : std::filesystem::directory_iterator(folder_.path() / out))
      bytes[file.path().filename()] = read_text(file);
    bytes.erase("changes.jsonl");
    return bytes;
  }
  Settings with_state(const std::string& name) const {
    Settings settings = settings_in(folder_);
    settings.paths.state = folder_.file(name);
    return settings;
  }

  TemporaryFolder folder_;
};

TEST_F(Limits, ABrokenRunAndTheNextAreAsOneAndRepeatNoRequest) {
  const RunOutcome whole = run("whole", with_state("whole-state"));
  const std::uint64_t needed = all_requests(whole.report);
  for (std::uint64_t most = 1; most < needed; ++most) {
    const std::string name = "broken-" + std::to_string(most);
    Settings settings = with_state(name + "-state");
    settings.limits.max_requests = most;
    const RunOutcome first = run(name, settings);
    EXPECT_EQ(all_requests(first.report), most);
    EXPECT_GT(first.report.waiting, 0u);
    EXPECT_EQ(first.exit_code, first.report.by_status.contains(Status::failed) ? 1 : 0);
    EXPECT_NE(bytes(name), bytes("whole"));
    settings.limits.max_requests = 0;
    const RunOutcome second = run(name, settings);
    EXPECT_EQ(second.report.waiting, 0u);
    EXPECT_EQ(all_requests(second.report), needed - most) << "after " << most;
    EXPECT_EQ(bytes(name), bytes("whole")) << "after " << most;
  }
}

TEST_F(Limits, OneRequestARunGetsThereToo) {
  run("whole", with_state("whole-state"));
  Settings settings = with_state("steps-state");
  settings.limits.max_requests = 1;
  RunOutcome last = run("steps", settings);
  for (int night = 0; last.report.waiting > 0 && night < 30; ++night) last = run("steps", settings);
  EXPECT_EQ(last.report.waiting, 0u);
  EXPECT_EQ(bytes("steps"), bytes("whole"));
}

TEST_F(Limits, TheSummarySaysItInALine) {
  Settings settings = with_state("state");
  settings.limits.max_requests = 1;
  settings.sources.at("dblp_sparql").enabled = false;
  const RunOutcome outcome = run("out", settings);
  EXPECT_EQ(outcome.exit_code, 1);
  const std::string summary = summarize(outcome.report, outcome.records, false);
  EXPECT_THAT(summary, HasSubstr("the run stopped asking after 1 request (--max-requests); 42 papers wait"));
  EXPECT_EQ(summary.find("failed  /"), std::string::npos) << "what waits needs nobody's eye\n" << summary;
  const Bytes written = bytes("out");
  const auto page = written.find("attention.md");
  if (page != written.end()) {
    EXPECT_EQ(page->second.find("Could not be asked"), std::string::npos) << page->second;
  }
}

TEST_F(Limits, ALimitThatIsNotReachedIsNotMentioned) {
  Settings settings = with_state("state");
  settings.limits.max_requests = 1000;
  settings.limits.time_s = 3600;
  const RunOutcome outcome = run("out", settings);
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.report.waiting, 0u);
  EXPECT_EQ(summarize(outcome.report, outcome.records, false).find("stopped asking"), std::string::npos);
}

TEST_F(Limits, TheEndOfTheTimeIsAsGood) {
  run("whole", with_state("whole-state"));
  Settings settings = with_state("state");
  settings.limits.time_s = 1e-6;
  const RunOutcome first = run("out", settings);
  EXPECT_GT(first.report.waiting, 0u);
  EXPECT_THAT(summarize(first.report, first.records, false), HasSubstr("(--time-limit)"));
  settings.limits.time_s = 0;
  run("out", settings);
  EXPECT_EQ(bytes("out"), bytes("whole"));
}

TEST_F(Limits, WhatEarlierRunsKnowStands) {
  Settings settings = with_state("state");
  run("out", settings);
  const Bytes before = bytes("out");
  Database(folder_.path() / "state" / "state.db").execute("UPDATE entries SET due = attempted");
  std::filesystem::remove(folder_.path() / "state" / "cache.db");
  settings.limits.max_requests = 1;
  const RunOutcome limited = run("out", settings);
  EXPECT_EQ(all_requests(limited.report), 1u);
  EXPECT_EQ(limited.exit_code, 0);
  EXPECT_EQ(bytes("out"), before);
}

}  // namespace
}  // namespace bibmill
