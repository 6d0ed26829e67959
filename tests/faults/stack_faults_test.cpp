// The main job over real sockets with faults in one source: every run ends well, keeps what the others answered, calls
// nothing "not there" that could not be asked, and a later run without faults completes the work.
#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "tests/support/hurried.h"
#include "tests/support/loopback_server.h"
#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

using namespace testing_support;

ServerOptions bundled_server() {
  ServerOptions options;
  options.replay = source_path("fixtures/http");
  options.limits = false;
  options.rate_scale = 1000;  // Crossref's answers state its limits, which are obeyed
  return options;
}

RunRequest live_request(const std::string& out) {
  RunRequest request;
  request.inputs = {source_path("fixtures/eurosys-2026.md")};
  request.out = out;
  request.quiet = true;
  return request;
}

/// A later run on the same state. Entries keep the citation keys they were given while nothing was known of them
/// (CONTRACTS §4), so for a comparison with an undisturbed run the keys are forgotten; the answers are not.
RunOutcome run_again(const TemporaryFolder& folder, const Settings& settings) {
  std::filesystem::remove(folder.path() / "state" / "state.db");
  std::this_thread::sleep_for(std::chrono::milliseconds(300));  // until every circuit may be tried again
  return run_or_fail(live_request(folder.file("clean")), settings);
}

std::string outputs(const std::string& folder) {
  std::string all;
  for (const char* name : {"enriched.jsonl", "references.bib", "people.jsonl", "organisations.jsonl"})
    all += read_text(std::filesystem::path(folder) / name);
  return all;
}

/// What a run without faults writes; made once a process.
const std::string& undisturbed() {
  static const std::string kOutputs = [] {
    const TemporaryFolder folder;
    const LoopbackServer server(bundled_server());
    const RunOutcome outcome = run_or_fail(live_request(folder.file("out")), hurried(folder, server));
    EXPECT_EQ(outcome.exit_code, 0);
    return outputs(folder.file("out"));
  }();
  return kOutputs;
}

FaultRule fault_in(Fault fault, SourceId source) {
  FaultRule rule(fault, source);
  rule.bytes = 3 * kBodyCap;
  rule.seconds = 20;
  return rule;
}

struct Case {
  Fault fault;
  SourceId source;
  int status = 0;
};

void PrintTo(const Case& c, std::ostream* out) { *out << to_string(c.fault) << " at " << to_string(c.source); }

std::string name_of(const testing::TestParamInfo<Case>& info) {
  const std::string status = info.param.status != 0 ? "_" + std::to_string(info.param.status) : "";
  return std::string(to_string(info.param.source)) + "_" + std::string(to_string(info.param.fault)) + status;
}

FaultRule rule_of(const Case& c) {
  FaultRule rule = fault_in(c.fault, c.source);
  if (c.status != 0) rule.status = c.status;
  return rule;
}

/// Everything a record must be when sources fail: resolved by the others, or failed with the reason.
void expect_honest(const RunOutcome& outcome, const std::vector<SourceId>& down) {
  ASSERT_EQ(outcome.records.size(), 42u);
  for (const Record& record : outcome.records) {
    EXPECT_TRUE(record.entry.work.title) << record.id;
    for (const Unasked& unasked : record.unasked) {
      EXPECT_THAT(down, testing::Contains(unasked.source)) << record.id;
      EXPECT_FALSE(unasked.reason.empty());
      EXPECT_EQ(unasked.reason.find("tester"), std::string::npos) << unasked.reason;
    }
    if (record.status == Status::resolved) continue;
    EXPECT_EQ(record.status, Status::failed) << record.id << " is " << to_string(record.status);
    EXPECT_FALSE(record.unasked.empty()) << record.id;
  }
}

class OneFault : public testing::TestWithParam<Case> {};

/// The first request of the source fails: the run heals by itself.
TEST_P(OneFault, IsHealedByTheRunItself) {
  const TemporaryFolder folder;
  FaultRule rule = rule_of(GetParam());
  rule.requests = {1};
  LoopbackServer server(bundled_server());
  server.set_faults({rule});
  Settings settings = hurried(folder, server);
  if (rule.fault == Fault::delay || rule.fault == Fault::slow_body)
    settings.sources.at(std::string(to_string(GetParam().source))).timeout_s = 2;
  const RunOutcome outcome = run_or_fail(live_request(folder.file("out")), settings);
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_GE(server.counters().faults, 1u);
  EXPECT_EQ(server.counters().keys_leaked, 0u);
  EXPECT_TRUE(outputs(folder.file("out")) == undisturbed()) << "the outputs differ from those of an undisturbed run";
}

INSTANTIATE_TEST_SUITE_P(
    Sources, OneFault,
    testing::Values(Case{Fault::status, SourceId::crossref, 503}, Case{Fault::status, SourceId::crossref, 429},
                    Case{Fault::status, SourceId::crossref, 500}, Case{Fault::status, SourceId::crossref, 414},
                    Case{Fault::cut_body, SourceId::crossref}, Case{Fault::slow_body, SourceId::crossref},
                    Case{Fault::delay, SourceId::arxiv}, Case{Fault::redirect, SourceId::crossref},
                    Case{Fault::redirect_host, SourceId::crossref}, Case{Fault::truncated_gzip, SourceId::crossref},
                    Case{Fault::gzip_bomb, SourceId::crossref}, Case{Fault::large_body, SourceId::crossref},
                    Case{Fault::wrong_type, SourceId::crossref}, Case{Fault::wrong_type, SourceId::arxiv},
                    Case{Fault::empty_body, SourceId::dblp_sparql}, Case{Fault::reset, SourceId::dblp_sparql},
                    Case{Fault::status, SourceId::dblp_sparql, 503}, Case{Fault::invalid, SourceId::crossref},
                    Case{Fault::empty_page, SourceId::crossref}, Case{Fault::other_records, SourceId::crossref},
                    Case{Fault::status, SourceId::arxiv, 503}, Case{Fault::empty_page, SourceId::arxiv}),
    name_of);

class LastingFault : public testing::TestWithParam<Case> {};

/// Every request of the source fails.
TEST_P(LastingFault, LosesNothingAndALaterRunCompletesIt) {
  const TemporaryFolder folder;
  LoopbackServer server(bundled_server());
  server.set_faults({rule_of(GetParam())});
  const Settings settings = hurried(folder, server);
  const RunOutcome faulty = run_or_fail(live_request(folder.file("faulty")), settings);
  expect_honest(faulty, {GetParam().source});
  const bool all_resolved =
      std::ranges::all_of(faulty.records, [](const Record& record) { return record.status == Status::resolved; });
  EXPECT_EQ(faulty.exit_code, all_resolved ? 0 : 1);
  EXPECT_LE(faulty.report.sources.at(GetParam().source).requests, 25u) << "the source is left alone";
  EXPECT_EQ(server.counters().keys_leaked, 0u);
  const bool told = std::ranges::any_of(faulty.records, [](const Record& record) { return !record.unasked.empty(); });
  EXPECT_TRUE(told) << "what could not be asked is said";

  server.set_faults({});
  const RunOutcome clean = run_again(folder, settings);
  EXPECT_EQ(clean.exit_code, 0);
  EXPECT_TRUE(outputs(folder.file("clean")) == undisturbed()) << "the outputs differ from those of an undisturbed run";
}

INSTANTIATE_TEST_SUITE_P(
    Sources, LastingFault,
    testing::Values(Case{Fault::status, SourceId::crossref, 503}, Case{Fault::status, SourceId::crossref, 429},
                    Case{Fault::status, SourceId::crossref, 403}, Case{Fault::html_wall, SourceId::crossref, 200},
                    Case{Fault::html_wall, SourceId::dblp_sparql, 500}, Case{Fault::html_wall, SourceId::arxiv, 200},
                    Case{Fault::cut_body, SourceId::crossref}, Case{Fault::redirect_plain, SourceId::crossref},
                    Case{Fault::redirect_loop, SourceId::crossref}, Case{Fault::gzip_bomb, SourceId::arxiv},
                    Case{Fault::large_body, SourceId::dblp_sparql}, Case{Fault::invalid, SourceId::crossref},
                    Case{Fault::invalid, SourceId::arxiv}, Case{Fault::invalid, SourceId::dblp_sparql},
                    Case{Fault::wrong_type, SourceId::dblp_sparql}, Case{Fault::empty_body, SourceId::arxiv},
                    Case{Fault::reset, SourceId::dblp_sparql}, Case{Fault::status, SourceId::dblp_sparql, 500},
                    Case{Fault::status, SourceId::arxiv, 503}),
    name_of);

TEST(AllDown, TheRunSaysThatNobodyAnswered) {
  const TemporaryFolder folder;
  LoopbackServer server(bundled_server());
  server.set_faults({FaultRule(Fault::status)});
  const Settings settings = hurried(folder, server);
  const RunOutcome faulty = run_or_fail(live_request(folder.file("faulty")), settings);
  EXPECT_EQ(faulty.exit_code, 4);
  for (const Record& record : faulty.records) EXPECT_EQ(record.status, Status::failed) << record.id;
  server.set_faults({});
  EXPECT_EQ(run_again(folder, settings).exit_code, 0);
  EXPECT_TRUE(outputs(folder.file("clean")) == undisturbed());
}

TEST(AllDown, NobodyListens) {
  const TemporaryFolder folder;
  Settings settings;
  {
    const LoopbackServer server(bundled_server());
    settings = hurried(folder, server);
  }
  const RunOutcome outcome = run_or_fail(live_request(folder.file("out")), settings);
  EXPECT_EQ(outcome.exit_code, 4);
  ASSERT_EQ(outcome.records.size(), 42u);
  const bool told = std::ranges::any_of(outcome.records, [](const Record& record) {
    return std::ranges::any_of(
        record.unasked, [](const Unasked& unasked) { return unasked.reason.find("connect") != std::string::npos; });
  });
  EXPECT_TRUE(told) << outcome.records.front().unasked.front().reason;
  EXPECT_THAT(outcome.report.notes, testing::Contains(testing::HasSubstr("no source could be asked")));
}

TEST(AllDown, WithoutANetworkTheShippedSettingsEndInSeconds) {
  const TemporaryFolder folder;
  Settings settings = settings_in(folder);
  settings.paths.pace = folder.file("pace");
  {
    const LoopbackServer server(bundled_server());
    for (auto& [name, source] : settings.sources) source.base_url = server.base_url();
  }
  const auto started = std::chrono::steady_clock::now();
  const RunOutcome outcome = run_or_fail(live_request(folder.file("out")), settings);
  EXPECT_EQ(outcome.exit_code, 4);
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(20));
}

TEST(AllDown, WhereEverybodyHangsUpTheShippedSettingsEndInSeconds) {
  const TemporaryFolder folder;
  LoopbackServer server(bundled_server());
  server.set_faults({FaultRule(Fault::reset)});
  Settings settings = settings_in(folder);
  settings.paths.pace = folder.file("pace");
  for (auto& [name, source] : settings.sources) source.base_url = server.base_url();
  const auto started = std::chrono::steady_clock::now();
  const RunOutcome outcome = run_or_fail(live_request(folder.file("out")), settings);
  EXPECT_EQ(outcome.exit_code, 4);
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(20));
}

TEST(Stats, BytesAreThoseOfAReplayThoughTheyCamePacked) {
  const TemporaryFolder folder;
  const LoopbackServer server(bundled_server());
  RunRequest live = live_request(folder.file("live"));
  live.inputs = {folder.write("one.txt", "10.1145/3767295.3769325\n")};  // one question at a time: the same requests
  RunRequest replayed = replay_request(live.inputs.front(), folder.file("replayed"));
  Settings settings = hurried(folder, server);
  const RunReport of_live = run_or_fail(live, settings).report;
  settings.paths.state = folder.file("state-of-replay");
  const RunReport of_replay = run_or_fail(replayed, settings).report;
  EXPECT_GT(all_requests(of_live), 0u);
  for (const auto& [source, numbers] : of_live.sources) {
    EXPECT_EQ(numbers.bytes, of_replay.sources.at(source).bytes) << to_string(source);
    EXPECT_EQ(numbers.requests, of_replay.sources.at(source).requests) << to_string(source);
  }
}

TEST(Identity, EveryRequestSaysWhoAsksAndNoOutputDoes) {
  const TemporaryFolder folder;
  const LoopbackServer server(bundled_server());
  run_or_fail(live_request(folder.file("out")), hurried(folder, server));
  const ServerCounters counters = server.counters();
  ASSERT_EQ(counters.user_agents.size(), 1u);
  EXPECT_THAT(*counters.user_agents.begin(), testing::HasSubstr("bibmill"));
  EXPECT_THAT(*counters.user_agents.begin(), testing::HasSubstr("mailto:tester@example.org"));
  EXPECT_EQ(counters.contacts, (std::set<std::string>{"tester@example.org"}));
  EXPECT_EQ(outputs(folder.file("out")).find("tester@"), std::string::npos);
}

/// With the limits as published, in real time: about ten seconds, most of them arXiv's.
TEST(Limits, TheShippedRatesOverstepNone) {
  const TemporaryFolder folder;
  ServerOptions options = bundled_server();
  options.limits = true;
  options.rate_scale = 1;
  const LoopbackServer server(options);
  Settings settings = settings_in(folder);
  settings.contact = Secret("tester@example.org");
  settings.paths.pace = folder.file("pace");
  for (auto& [name, source] : settings.sources) source.base_url = server.base_url();
  const RunOutcome outcome = run_or_fail(live_request(folder.file("out")), settings);
  EXPECT_EQ(outcome.exit_code, 0);
  const ServerCounters counters = server.counters();
  EXPECT_EQ(counters.violations(), 0u) << to_json(counters);
  EXPECT_EQ(counters.requests(), all_requests(outcome.report));
  EXPECT_LE(counters.requests(), 12u);
}

}  // namespace
}  // namespace bibmill
