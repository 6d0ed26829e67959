// Pace, gate, circuit and Retry-After of a policy group, on a virtual clock.
#include "connectors/http/paced_group.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/headers.h"
#include "tests/support/paced_world.h"
#include "tests/support/temporary_folder.h"

namespace bibmill {
namespace {

using namespace std::chrono_literals;
using namespace testing_support;
using testing::Each;
using testing::ElementsAre;

HttpResponse stating(const std::string& limit, const std::string& concurrency) {
  HttpResponse response;
  response.headers = testing_support::headers_of(
      {{"x-rate-limit-limit", limit}, {"x-rate-limit-interval", "1s"}, {"x-concurrency-limit", concurrency}});
  return response;
}

TEST(PacedGroup, KeepsTheIntervalOfEachBucket) {
  World world(three_a_second());
  std::vector<Sent> all(5);
  world.run(all);
  EXPECT_THAT(starts(all), ElementsAre(0, 250, 500, 750, 1000));
  std::vector<Sent> mixed(4);
  mixed[1].bucket = mixed[3].bucket = "single";
  world.run(mixed);
  EXPECT_THAT(starts(mixed), ElementsAre(1250, 1000, 1500, 1100));
}

TEST(PacedGroup, WithoutARateOfTheirOwnSinglesShareThePaceOfLists) {
  GroupOptions options = three_a_second();
  options.one_bucket = true;
  World world(options);
  std::vector<Sent> mixed(4);
  mixed[1].bucket = mixed[3].bucket = "single";
  world.run(mixed);
  EXPECT_THAT(starts(mixed), ElementsAre(0, 250, 500, 750));
  std::vector<Sent> slow(1);
  slow[0].bucket = "single";
  slow[0].response = stating("2", "3");
  world.run(slow);
  std::vector<Sent> lists(2);
  world.run(lists);
  EXPECT_EQ(lists[1].started - lists[0].started, 500) << "what one route states holds for all";
}

TEST(PacedGroup, OneGateForAllBuckets) {
  World world(three_a_second());
  std::vector<Sent> all(5);
  for (Sent& sent : all) sent.on_the_way = 10s;
  all[3].bucket = all[4].bucket = "single";
  world.run(all);
  EXPECT_THAT(starts(all), ElementsAre(0, 250, 500, 10'000, 10'250));
}

TEST(PacedGroup, AnUnknownBucketHasThePaceOfLists) {
  World world(three_a_second());
  std::vector<Sent> all(2);
  all[0].bucket = all[1].bucket = "oai";
  world.run(all);
  EXPECT_THAT(starts(all), ElementsAre(0, 250));
}

TEST(PacedGroup, ObeysStatedLimitsAtOnce) {
  World world(three_a_second());
  std::vector<Sent> first(1);
  first[0].response = stating("1", "1");
  world.run(first);
  std::vector<Sent> all(3);
  for (Sent& sent : all) sent.on_the_way = 3s;
  world.run(all);
  EXPECT_EQ(all[1].started - all[0].started, 3000) << "one at a time";
  std::vector<Sent> faster(1);
  faster[0].response = stating("1000", "50");
  world.run(faster);
  std::vector<Sent> again(4);
  for (Sent& sent : again) sent.on_the_way = 10s;
  world.run(again);
  EXPECT_EQ(again[1].started - again[0].started, 250) << "never faster than the settings";
  EXPECT_EQ(again[3].started - again[0].started, 10'000) << "never more at once than the settings";
}

TEST(PacedGroup, RetryAfterHoldsTheWholeGroup) {
  World world(three_a_second());
  std::vector<Sent> first{failing(ErrorKind::rate_limited, 20s)};
  world.run(first);
  EXPECT_EQ(first[0].ruling.action, Ruling::Action::retry);
  EXPECT_GE(first[0].ruling.not_before - Clock::TimePoint(), 20s);
  std::vector<Sent> all(2);
  all[1].bucket = "single";
  world.run(all);
  EXPECT_THAT(starts(all), Each(testing::Ge(20'000)));
}

TEST(PacedGroup, RetryAfterHoldsThoseWhoHadAStartAlready) {
  World world(three_a_second());
  std::vector<Sent> all(3);
  all[0] = failing(ErrorKind::rate_limited, 20s);
  all[0].on_the_way = 100ms;
  world.run(all);
  EXPECT_EQ(all[0].started, 0);
  EXPECT_GE(all[1].started, 20'000);
  EXPECT_GE(all[2].started, 20'000);
}

TEST(PacedGroup, SlowsDownAfterRateLimits) {
  World world(three_a_second());
  std::vector<Sent> first{failing(ErrorKind::rate_limited)};
  world.run(first);
  std::vector<Sent> all(3);
  world.run(all);
  for (const std::size_t i : {1u, 2u}) EXPECT_GE(all[i].started - all[i - 1].started, 490) << "half the rate";
}

TEST(PacedGroup, ARetryAfterOfDaysParksTheSource) {
  World world(three_a_second());
  std::vector<Sent> first{failing(ErrorKind::rate_limited, 24h)};
  world.run(first);
  EXPECT_EQ(first[0].ruling.action, Ruling::Action::give_up);
  std::vector<Sent> all(1);
  world.run(all);
  EXPECT_THAT(outcomes(all), ElementsAre("circuit_open"));
}

TEST(PacedGroup, AWallClosesTheDoorForAllThatWait) {
  World world(three_a_second());
  std::vector<Sent> all(4);
  all[0] = failing(ErrorKind::blocked);
  all[0].on_the_way = 100ms;
  world.run(all);
  EXPECT_EQ(all[0].ruling.action, Ruling::Action::give_up);
  EXPECT_THAT(outcomes(all), ElementsAre("failed", "circuit_open", "circuit_open", "circuit_open"));
}

TEST(PacedGroup, WaitsForOnePauseThenProbesAlone) {
  World world(three_a_second());
  std::vector<Sent> down(5, failing(ErrorKind::server));
  world.run(down);
  std::vector<Sent> all(3);
  all[0].on_the_way = 5s;
  world.run(all);
  const long opened = down[4].started;
  EXPECT_EQ(all[0].started, opened + 60'000);
  EXPECT_EQ(all[1].started, all[0].started + 5'000) << "waits for what becomes of the probe";
  EXPECT_THAT(outcomes(all), ElementsAre("sent", "sent", "sent"));
}

TEST(PacedGroup, GivesUpWhenTheProbeFailsToo) {
  World world(three_a_second());
  std::vector<Sent> down(5, failing(ErrorKind::server));
  world.run(down);
  std::vector<Sent> all(3);
  all[0] = failing(ErrorKind::transport);
  world.run(all);
  EXPECT_THAT(outcomes(all), ElementsAre("failed", "circuit_open", "circuit_open"));
}

Awaitable<void> grant_and_drop(World* world, bool* granted) {
  auto permit = co_await world->group.grant("list");
  *granted = permit.has_value();
}

TEST(PacedGroup, AProbeThatIsNeverReportedBlocksNobody) {
  World world(three_a_second());
  std::vector<Sent> down(5, failing(ErrorKind::server));
  world.run(down);
  bool granted = false;
  world.loop.run(grant_and_drop(&world, &granted));
  EXPECT_TRUE(granted);
  std::vector<Sent> all(2);
  world.run(all);
  EXPECT_THAT(outcomes(all), ElementsAre("sent", "sent"));
}

TEST(PacedGroup, SaysWhichPauseIsSatOut) {
  World world(three_a_second());
  EXPECT_EQ(world.group.rest(), std::nullopt);
  std::vector<Sent> held{failing(ErrorKind::rate_limited, 30s)};
  world.run(held);
  EXPECT_EQ(world.group.rest(), (Rest{world.clock.wall() + 30s, "it asked for a pause"}));
  World other(three_a_second());
  std::vector<Sent> down(5, failing(ErrorKind::decode));
  other.run(down);
  EXPECT_EQ(other.group.rest(), (Rest{other.clock.wall() + 60s, "a fault"}));
  std::vector<Sent> probe(1);
  other.run(probe);
  EXPECT_EQ(other.group.rest(), std::nullopt);
}

TEST(PacedGroup, GarbageWithoutEndOpensTheCircuit) {
  World world(three_a_second());
  std::vector<Sent> down(5, failing(ErrorKind::decode));
  world.run(down);
  for (const Sent& sent : down) EXPECT_EQ(sent.ruling.action, Ruling::Action::done) << "for the source to split";
  std::vector<Sent> all(1);
  world.run(all);
  EXPECT_GE(all[0].started, 60'000);
}

TEST(PacedGroup, ABadAnswerToTheSameQuestionOnceMoreIsNotCounted) {
  World world(three_a_second());
  std::vector<Sent> bad(12, failing(ErrorKind::decode));
  for (std::size_t i = 1; i < bad.size(); ++i) bad[i].failures = static_cast<int>(i);
  world.run(bad);
  std::vector<Sent> all(1);
  world.run(all);
  EXPECT_LT(all[0].started, 5'000);
}

TEST(PacedGroup, ARefusedQuestionSaysNothingAboutTheSource) {
  World world(three_a_second());
  std::vector<Sent> refused(12, failing(ErrorKind::rejected));
  world.run(refused);
  std::vector<Sent> all(1);
  world.run(all);
  EXPECT_LT(all[0].started, 5'000);
}

TEST(PacedGroup, TwoProcessesShareTheInterval) {
  const TemporaryFolder folder;
  GroupOptions options = three_a_second();
  options.pace_file = folder.path() / "pace" / "crossref";
  World first(options);
  World second(options);
  std::vector<Sent> one(2);
  first.run(one);
  std::vector<Sent> two(2);
  second.run(two);
  EXPECT_THAT(starts(one), ElementsAre(0, 250));
  EXPECT_THAT(starts(two), ElementsAre(500, 750));
}

/// The other process was late by 100 ms for the start it had reserved.
TEST(PacedGroup, TwoProcessesKeepApartAsTheyReallyStart) {
  const TemporaryFolder folder;
  GroupOptions options = three_a_second();
  options.pace_file = folder.path() / "pace" / "crossref";
  PaceState other;
  other.next["list"] = kStart;
  other.turn["list"] = kStart + std::chrono::milliseconds(100);
  ASSERT_TRUE(PaceFile(*options.pace_file).update([&](PaceState& state) { state = other; }));
  World world(options);
  std::vector<Sent> all(2);
  world.run(all);
  EXPECT_THAT(starts(all), ElementsAre(95, 345));
}

TEST(PacedGroup, ALaterProcessFindsTheCircuitOpen) {
  const TemporaryFolder folder;
  GroupOptions options = three_a_second();
  options.pace_file = folder.path() / "crossref";
  World first(options);
  std::vector<Sent> walled{failing(ErrorKind::blocked)};
  first.run(walled);
  World second(options, kStart + 1h);
  std::vector<Sent> soon{failing(ErrorKind::server)};
  second.run(soon);
  EXPECT_THAT(outcomes(soon), ElementsAre("circuit_open"));
  World third(options, kStart + 7h);
  std::vector<Sent> later(3);
  third.run(later);
  EXPECT_THAT(outcomes(later), ElementsAre("sent", "sent", "sent"));
}

TEST(PacedGroup, AUsedUpBudgetKeepsTheCircuitOpenUntilItIsNew) {
  const TemporaryFolder folder;
  GroupOptions options = three_a_second();
  options.pace_file = folder.path() / "openalex";
  World first(options);
  std::vector<Sent> refused{failing(ErrorKind::rate_limited, 14h)};
  first.run(refused);
  EXPECT_EQ(refused[0].ruling.action, Ruling::Action::give_up);
  for (const auto& [later, outcome] : std::vector<std::pair<std::chrono::minutes, std::string>>{
           {1min, "circuit_open"}, {13h + 50min, "circuit_open"}, {14h, "sent"}}) {
    World world(options, kStart + later);
    std::vector<Sent> all(1);
    world.run(all);
    EXPECT_THAT(outcomes(all), ElementsAre(outcome)) << later.count() << " minutes later";
  }
}

TEST(PacedGroup, AFailureDoesNotCloseWhatAnotherProcessOpened) {
  const TemporaryFolder folder;
  GroupOptions options = three_a_second();
  options.pace_file = folder.path() / "crossref";
  World first(options);
  World second(options);
  std::vector<Sent> walled{failing(ErrorKind::blocked)};
  first.run(walled);
  // The second has one request out that it was granted before, and now it fails.
  const Error fault(ErrorKind::server, "a fault");
  Attempt attempt("list", 0);
  attempt.error = &fault;
  static_cast<void>(second.group.report(attempt));
  std::vector<Sent> all(1);
  second.run(all);
  EXPECT_THAT(outcomes(all), ElementsAre("circuit_open"));
}

TEST(PacedGroup, APaceFromTheFutureBlocksForAnHourAtMost) {
  const TemporaryFolder folder;
  GroupOptions options = three_a_second();
  options.pace_file = folder.path() / "crossref";
  PaceState state;
  state.next["list"] = kStart + std::chrono::hours(24 * 300);
  folder.write("crossref", print_pace(state));
  World world(options);
  std::vector<Sent> now(1);
  world.run(now);
  EXPECT_THAT(outcomes(now), ElementsAre("rate_limited"));
  World later(options, kStart + 1h);
  std::vector<Sent> all(2);
  later.run(all);
  EXPECT_THAT(starts(all), ElementsAre(0, 250));
}

TEST(PacedGroup, ALongRestIsForALaterRunAndGrowsByNobody) {
  const TemporaryFolder folder;
  GroupOptions options = three_a_second();
  options.pace_file = folder.path() / "crossref";
  World world(options);
  std::vector<Sent> first{failing(ErrorKind::rate_limited, 10min)};
  world.run(first);
  EXPECT_EQ(first[0].ruling.action, Ruling::Action::give_up) << "nor does this run wait for it";
  std::vector<Sent> rest(200);
  world.run(rest);
  EXPECT_THAT(outcomes(rest), Each("rate_limited"));
  World later(options, kStart + 10min);
  std::vector<Sent> all(2);
  later.run(all);
  EXPECT_THAT(starts(all), ElementsAre(0, 250));
}

TEST(PacedGroup, APaceFileThatCannotBeUsedIsAStorageError) {
  const TemporaryFolder folder;
  GroupOptions options = three_a_second();
  options.pace_file = std::filesystem::path(folder.write("in-the-way", "x")) / "crossref";
  World world(options);
  std::vector<Sent> all(1);
  world.run(all);
  EXPECT_THAT(outcomes(all), ElementsAre("storage"));
}

TEST(GroupOptions, AnonymousClientsAreSlower) {
  Settings settings;
  SourceSettings source;
  source.group = "crossref";
  source.rate = 3;
  source.rate_single = 10;
  source.rate_anonymous = 1;
  source.rate_single_anonymous = 5;
  source.concurrency = 3;
  source.concurrency_anonymous = 1;
  const GroupOptions anonymous = make_group_options(settings, source);
  EXPECT_EQ(anonymous.rates, (std::map<std::string, double>{{"list", 1.0}, {"single", 5.0}}));
  EXPECT_EQ(anonymous.concurrency, 1);
  settings.contact = Secret("me@example.org");
  const GroupOptions polite = make_group_options(settings, source);
  EXPECT_EQ(polite.rates, (std::map<std::string, double>{{"list", 3.0}, {"single", 10.0}}));
  EXPECT_EQ(polite.concurrency, 3);
  source.rate_single = 0;
  EXPECT_EQ(make_group_options(settings, source).rates.at("single"), 3.0) << "one bucket";
  EXPECT_TRUE(make_group_options(settings, source).one_bucket);
  EXPECT_FALSE(polite.one_bucket);
}

}  // namespace
}  // namespace bibmill
