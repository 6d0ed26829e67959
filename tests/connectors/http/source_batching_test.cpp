// When questions are sent, together with which, and in which order (CONTRACTS §1).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "tests/support/source_rig.h"

namespace bibmill {
namespace {

using namespace testing_support;
using testing::ElementsAre;

ToyServer server_of(std::size_t count) {
  ToyServer server;
  for (std::size_t i = 0; i < count; ++i) server.known["k" + std::to_string(i)] = "v" + std::to_string(i);
  return server;
}

std::vector<Query> questions(std::size_t count) {
  std::vector<Query> queries;
  for (std::size_t i = 0; i < count; ++i) queries.emplace_back(ByToc("k" + std::to_string(i)));
  return queries;
}

TEST(SourceBatching, SendsAllThatWaitsInOneRequestWhenNothingElseCanRun) {
  const TemporaryFolder folder;
  Rig rig(folder, {}, server_of(3));
  EXPECT_THAT(texts_of(rig.ask(questions(3))), ElementsAre("v0", "v1", "v2"));
  EXPECT_THAT(targets_of(rig), ElementsAre("/list?toc=k0,k1,k2"));
  EXPECT_EQ(rig.source->stats().requests, 1U);
  EXPECT_GT(rig.source->stats().bytes, 0U);
}

TEST(SourceBatching, FillsBatchesBeforeItSendsTheRest) {
  const TemporaryFolder folder;
  Rig rig(folder, {.batch = 4}, server_of(10));
  const auto replies = rig.ask(questions(10));
  EXPECT_EQ(text_of(replies.back()), "v9");
  EXPECT_THAT(targets_of(rig), ElementsAre("/list?toc=k0,k1,k2,k3", "/list?toc=k4,k5,k6,k7", "/list?toc=k8,k9"));
}

TEST(SourceBatching, AsksFollowUpsFirstThenByEntry) {
  const TemporaryFolder folder;
  Rig rig(folder, {.batch = 50}, server_of(4));
  std::ignore = rig.ask(questions(4), {Turn(7, false), Turn(2, false), Turn(9, true), Turn(1, false)});
  EXPECT_THAT(targets_of(rig), ElementsAre("/list?toc=k2,k3,k1,k0"));
}

TEST(SourceBatching, TakesWhatHasArrivedWhenTheGrantComes) {
  const TemporaryFolder folder;
  Rig rig(folder, {.batch = 3, .places = 1}, server_of(6));
  rig.group.interval = std::chrono::seconds(3);
  // The first three go at once; the grant for the rest waits three seconds.
  std::ignore = rig.ask(questions(6));
  ASSERT_EQ(rig.http.starts.size(), 2U);
  EXPECT_EQ(rig.http.starts[1] - rig.http.starts[0], std::chrono::seconds(3));
}

TEST(SourceBatching, AsksEqualQuestionsOnce) {
  const TemporaryFolder folder;
  Rig rig(folder, {}, server_of(1));
  EXPECT_THAT(texts_of(rig.ask(tocs({"k0", "k0", "k0"}))), ElementsAre("v0", "v0", "v0"));
  EXPECT_THAT(texts_of(rig.ask(tocs({"k0"}))), ElementsAre("v0"));
  EXPECT_THAT(targets_of(rig), ElementsAre("/list?toc=k0"));
  EXPECT_EQ(rig.source->stats().cache_hits, 0U);
}

TEST(SourceBatching, ConfirmsSilentMissesAlone) {
  const TemporaryFolder folder;
  Rig rig(folder, {}, server_of(2));
  EXPECT_THAT(texts_of(rig.ask(tocs({"k0", "nowhere", "k1"}))), ElementsAre("v0", "-", "v1"));
  EXPECT_THAT(targets_of(rig), ElementsAre("/list?toc=k0,nowhere,k1", "/one?toc=nowhere"));
  EXPECT_THAT(rig.group.buckets, ElementsAre("list", "single"));
}

TEST(SourceBatching, KeepsKindsApart) {
  const TemporaryFolder folder;
  ToyServer server = server_of(2);
  server.known["10.1145"] = "crossref";
  Rig rig(folder, {}, std::move(server));
  const std::vector<Query> queries{ByToc("k0"), ByAgency("10.1145"), ByToc("k1")};
  EXPECT_THAT(texts_of(rig.ask(queries)), ElementsAre("v0", "crossref", "v1"));
  EXPECT_THAT(rig.http.requests.size(), 2U);
}

TEST(SourceBatching, StaysWithinTheGate) {
  const TemporaryFolder folder;
  Rig rig(folder, {.batch = 2, .places = 3}, server_of(20));
  rig.http.delay = [](std::size_t) { return std::chrono::milliseconds(100); };
  const auto replies = rig.ask(questions(20));
  EXPECT_EQ(text_of(replies.back()), "v19");
  EXPECT_EQ(rig.http.most_in_flight, 3U);
  EXPECT_EQ(rig.http.requests.size(), 10U);
}

TEST(SourceBatching, LanesOfOneGateTakeTurns) {
  const TemporaryFolder folder;
  ToyServer server = server_of(6);
  for (int i = 0; i < 6; ++i) server.known["10." + std::to_string(i)] = "a";
  Rig rig(folder, {.batch = 2, .places = 1}, std::move(server));
  rig.http.delay = [](std::size_t) { return std::chrono::milliseconds(10); };
  std::vector<Query> queries;
  for (int i = 0; i < 6; ++i) {
    queries.emplace_back(ByToc("k" + std::to_string(i)));
    queries.emplace_back(ByAgency("10." + std::to_string(i)));
  }
  std::ignore = rig.ask(queries);
  std::vector<std::string> routes;
  for (const auto& target : targets_of(rig)) routes.push_back(target.substr(0, target.find('?')));
  EXPECT_THAT(routes, ElementsAre("/list", "/agency", "/list", "/agency", "/list", "/agency"));
}

TEST(SourceBatching, LingersForCompanyWhileOtherWorkGoesOn) {
  const TemporaryFolder folder;
  RigOptions options;
  options.source.batch_linger = std::chrono::milliseconds(200);
  Rig rig(folder, options, server_of(1));
  rig.loop.remove_idle_listener(rig.source.get());  // as if something else could always run
  EXPECT_EQ(text_of(rig.ask_one(ByToc("k0"))), "v0");
  EXPECT_EQ(rig.http.starts.front() - Clock::TimePoint(), std::chrono::milliseconds(200));
}

TEST(SourceBatching, BatchSizesDoNotMatter) {
  std::vector<std::vector<std::string>> answers;
  for (const std::size_t batch : {1U, 7U, 50U}) {
    const TemporaryFolder folder;
    ToyServer server = server_of(60);
    server.poison = {"k13"};
    Rig rig(folder, {.batch = batch}, std::move(server));
    auto queries = questions(62);  // k60, k61 are unknown
    answers.push_back(texts_of(rig.ask(queries)));
    EXPECT_EQ(answers.back(), answers.front()) << "batch " << batch;
  }
  EXPECT_EQ(answers.front()[13], "rejected");
  EXPECT_EQ(answers.front()[61], "-");
}

TEST(SourceBatching, OrderOfResponsesDoesNotMatter) {
  std::vector<std::string> first;
  for (unsigned seed = 0; seed < 20; ++seed) {
    const TemporaryFolder folder;
    ToyServer server = server_of(30);
    server.lines = 4;
    Rig rig(folder, {.batch = 5}, std::move(server));
    std::mt19937 random(seed);
    rig.http.delay = [&random](std::size_t) { return std::chrono::milliseconds(random() % 1000); };
    auto queries = questions(33);
    std::vector<Turn> turns;
    for (std::size_t i = 0; i < queries.size(); ++i) turns.emplace_back(random() % 50, random() % 2 == 0);
    const auto texts = texts_of(rig.ask(queries, turns));
    if (seed == 0) first = texts;
    EXPECT_EQ(texts, first) << "seed " << seed;
  }
}

TEST(SourceBatching, CountsEachEntryOfTheLogWithItsQuestions) {
  struct Log final : RequestLog {
    void request_done(const RequestNote& note) override { notes.push_back(note); }
    std::vector<RequestNote> notes;
  } log;
  const TemporaryFolder folder;
  Rig rig(folder, {}, server_of(1));
  SourceOptions options = toy_options();
  options.contact = Secret("me@example.org");
  options.contact_parameter = "mailto";
  const SourceParts parts{rig.loop, rig.clock, rig.cpu, rig.codec, rig.http, rig.group, rig.cache, &log};
  rig.source = std::make_unique<HttpSource>(parts, options);
  std::ignore = rig.ask_one(ByToc("k0"));
  ASSERT_EQ(log.notes.size(), 1U);
  EXPECT_EQ(log.notes[0].url, "https://toy.example/list?toc=k0");
  EXPECT_THAT(log.notes[0].keys, ElementsAre("toc:k0"));
  EXPECT_EQ(rig.http.requests[0].url, "https://toy.example/list?toc=k0&mailto=me%40example.org");
}

}  // namespace
}  // namespace bibmill
