// What refusals, faults, cuts and cancellation do to each question (CONTRACTS §1).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>

#include "tests/support/source_rig.h"

namespace bibmill {
namespace {

using namespace testing_support;
using testing::ElementsAre;
using testing::IsSupersetOf;

HttpResponse status_of(int status) {
  HttpResponse response;
  response.status = status;
  response.body = "x";
  return response;
}

ToyServer letters() {
  ToyServer server;
  for (const char* const key : {"a", "b", "c", "d", "e", "f", "g", "h"}) server.known[key] = std::string("v") + key;
  return server;
}

const std::vector<std::string> kLetters{"a", "b", "c", "d", "e", "f", "g", "h"};

TEST(SourceFailures, HalvesARefusedBatchUntilTheGuiltyQuestionStandsAlone) {
  const TemporaryFolder folder;
  ToyServer server = letters();
  server.poison = {"f"};
  Rig rig(folder, {}, std::move(server));
  EXPECT_THAT(texts_of(rig.ask(tocs(kLetters))), ElementsAre("va", "vb", "vc", "vd", "ve", "rejected", "vg", "vh"));
  EXPECT_EQ(targets_of(rig).front(), "/list?toc=a,b,c,d,e,f,g,h");
  EXPECT_THAT(targets_of(rig), IsSupersetOf({"/list?toc=a,b,c,d", "/list?toc=e,f,g,h", "/list?toc=e,f", "/list?toc=g,h",
                                             "/list?toc=e", "/list?toc=f", "/one?toc=f"}));
  EXPECT_LE(rig.http.requests.size(), 8U);
}

TEST(SourceFailures, AGuiltyQuestionIsNotTakenForAbsent) {
  const TemporaryFolder folder;
  ToyServer server = letters();
  server.poison = {"f"};
  Rig rig(folder, {}, server);
  EXPECT_EQ(text_of(rig.ask_one(ByToc("f"))), "rejected");
  rig.server->poison.clear();
  EXPECT_EQ(text_of(rig.ask_one(ByToc("f"))), "vf");
}

TEST(SourceFailures, HalvesWhatCannotBeDecoded) {
  const TemporaryFolder folder;
  ToyServer server = letters();
  server.garbage = {"b"};
  Rig rig(folder, {}, std::move(server));
  EXPECT_THAT(texts_of(rig.ask(tocs({"a", "b", "c"}))), ElementsAre("va", "decode", "vc"));
}

/// Of the lists' answers that cannot be read, the most in a row.
int most_bad_in_a_row(const Rig& rig) {
  int most = 0;
  int in_a_row = 0;
  for (const std::string& verdict : rig.group.verdicts) {
    if (!verdict.starts_with("list:")) continue;
    in_a_row = verdict.ends_with(":decode") ? in_a_row + 1 : 0;
    most = std::max(most, in_a_row);
  }
  return most;
}

TEST(SourceFailures, OneGuiltyQuestionAmongManyDoesNotLookLikeASourceThatIsDown) {
  constexpr std::size_t kCount = 50;
  ToyServer server;
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < kCount; ++i) keys.push_back("k" + std::to_string(i));
  for (const std::string& key : keys) server.known[key] = "v";
  for (const std::size_t places : {1u, 3u}) {
    for (std::size_t guilty = 0; guilty < kCount; guilty += 7) {
      const TemporaryFolder folder;
      server.garbage = {keys[guilty]};
      Rig rig(folder, {.places = places}, server);
      const auto texts = texts_of(rig.ask(tocs(keys)));
      EXPECT_EQ(texts[guilty], "decode");
      EXPECT_EQ(std::ranges::count(texts, "v"), static_cast<std::ptrdiff_t>(kCount - 1));
      EXPECT_LT(most_bad_in_a_row(rig), 5) << guilty << " of " << kCount << ", " << places << " at once";
    }
  }
}

TEST(SourceFailures, HalvesAnAnswerThatIsCutOff) {
  const TemporaryFolder folder;
  ToyServer server = letters();
  server.lines = 3;
  Rig rig(folder, {}, std::move(server));
  EXPECT_THAT(texts_of(rig.ask(tocs(kLetters))), ElementsAre("va", "vb", "vc", "vd", "ve", "vf", "vg", "vh"));
  EXPECT_EQ(rig.source->stats().retries, 0U);
}

TEST(SourceFailures, AnAnswerCutOffEvenAloneIsTriedLaterAndThenFails) {
  const TemporaryFolder folder;
  ToyServer server = letters();
  server.lines = 0;
  Rig rig(folder, {}, std::move(server));
  EXPECT_EQ(text_of(rig.ask_one(ByToc("a"))), "server");
  EXPECT_EQ(rig.source->stats().retries, 4U);
}

TEST(SourceFailures, AnAnswerThatIsCutOffIsNoSuccess) {
  const TemporaryFolder folder;
  ToyServer server = letters();
  server.lines = 2;
  Rig rig(folder, {}, std::move(server));
  std::ignore = rig.ask(tocs({"a", "b", "c", "d"}));
  EXPECT_THAT(rig.group.verdicts, ElementsAre("list:4:decode", "list:2:good"));
}

TEST(SourceFailures, AListRouteThatIsNotThereIsNotHalved) {
  const TemporaryFolder folder;
  Rig rig(folder, {}, letters());
  rig.http.handler = [](const HttpRequest&) -> Result<HttpResponse> { return status_of(404); };
  EXPECT_THAT(texts_of(rig.ask(tocs({"a", "b", "c"}))), ElementsAre("server", "server", "server"));
  EXPECT_THAT(targets_of(rig), testing::AllOf(testing::SizeIs(5), testing::Each("/list?toc=a,b,c")));
}

TEST(SourceFailures, AListThatLeavesEverythingOutVouchesForNothing) {
  const TemporaryFolder folder;
  Rig rig(folder, {}, letters());
  EXPECT_THAT(texts_of(rig.ask(tocs({"nowhere", "neither"}))), ElementsAre("-", "-"));
  EXPECT_THAT(rig.group.verdicts, ElementsAre(":2:good", "one:1:good", "one:1:good"));
}

TEST(SourceFailures, ADamagedAnswerToASingleQuestionIsTriedAgainLater) {
  const TemporaryFolder folder;
  Rig rig(folder, {}, letters());
  int left = 3;  // the list, and the single form twice
  rig.http.handler = [&left, server = rig.server](const HttpRequest& request) -> Result<HttpResponse> {
    if (left-- <= 0) return (*server)(request);
    HttpResponse damaged = status_of(200);
    damaged.body = "garbage";
    return damaged;
  };
  EXPECT_EQ(text_of(rig.ask_one(ByToc("a"))), "va");
  EXPECT_THAT(targets_of(rig), ElementsAre("/list?toc=a", "/one?toc=a", "/one?toc=a", "/one?toc=a"));
  EXPECT_EQ(rig.source->stats().retries, 2U);
}

TEST(SourceFailures, ADamagedAnswerIsTriedAsOftenAsThePolicySays) {
  const TemporaryFolder folder;
  ToyServer server = letters();
  server.garbage = {"a"};
  Rig rig(folder, {}, std::move(server));
  EXPECT_EQ(text_of(rig.ask_one(ByToc("a"))), "decode");
  EXPECT_EQ(rig.http.requests.size(), 1U + 1U + 4U);
}

TEST(SourceFailures, AFailedAttemptGoesBackForANewGrant) {
  const TemporaryFolder folder;
  Rig rig(folder, {}, letters());
  int left = 2;
  rig.http.handler = [&left, server = rig.server](const HttpRequest& request) -> Result<HttpResponse> {
    if (left-- > 0) return status_of(503);
    return (*server)(request);
  };
  EXPECT_THAT(texts_of(rig.ask(tocs({"a", "b"}))), ElementsAre("va", "vb"));
  EXPECT_THAT(targets_of(rig), ElementsAre("/list?toc=a,b", "/list?toc=a,b", "/list?toc=a,b"));
  EXPECT_EQ(rig.group.buckets.size(), 3U);
  EXPECT_EQ(rig.source->stats().requests, 3U);
  EXPECT_EQ(rig.source->stats().retries, 2U);
  EXPECT_EQ(rig.clock.now() - Clock::TimePoint(), std::chrono::seconds(1 + 2));
}

TEST(SourceFailures, ARetryIsOneOfTheRequests) {
  for (const std::uint64_t sent : {1U, 2U, 3U}) {
    const TemporaryFolder folder;
    Rig rig(folder);
    rig.http.handler = [&rig, left = sent](const HttpRequest&) mutable -> Result<HttpResponse> {
      if (--left == 0) rig.group.refuse = Error(ErrorKind::transport, "the source is given up");
      return status_of(503);
    };
    EXPECT_EQ(text_of(rig.ask_one(ByToc("a"))), "transport");
    EXPECT_EQ(rig.source->stats().requests, sent);
    EXPECT_EQ(rig.source->stats().retries, sent - 1);
  }
}

TEST(SourceFailures, GivesUpAfterTheLastRetry) {
  for (const int status : {429, 500, 503}) {
    const TemporaryFolder folder;
    Rig rig(folder);
    rig.http.handler = [status](const HttpRequest&) -> Result<HttpResponse> { return status_of(status); };
    EXPECT_EQ(text_of(rig.ask_one(ByToc("a"))), status == 429 ? "rate_limited" : "server");
    EXPECT_EQ(rig.http.requests.size(), 5U);
  }
}

TEST(SourceFailures, ATransportErrorIsRetriedAndABlockIsNot) {
  const TemporaryFolder folder;
  Rig rig(folder, {}, letters());
  rig.http.handler = [](const HttpRequest&) -> Result<HttpResponse> { return fail(ErrorKind::transport, "reset"); };
  EXPECT_EQ(text_of(rig.ask_one(ByToc("a"))), "transport");
  EXPECT_EQ(rig.http.requests.size(), 5U);
  rig.http.handler = [](const HttpRequest&) -> Result<HttpResponse> { return status_of(403); };
  EXPECT_EQ(text_of(rig.ask_one(ByToc("b"))), "blocked");
  EXPECT_EQ(rig.http.requests.size(), 6U);
}

TEST(SourceFailures, ANewQuestionIsNotHeldUpByTheBackOffOfAnother) {
  const TemporaryFolder folder;
  Rig rig(folder, {}, letters());
  bool failed = false;
  rig.http.handler = [&failed, server = rig.server](const HttpRequest& request) -> Result<HttpResponse> {
    if (request.url.ends_with("toc=a") && !std::exchange(failed, true)) return status_of(503);
    return (*server)(request);
  };
  const std::vector<Query> queries{ByToc("a"), ByAgency("b")};
  std::ignore = rig.ask(queries);
  EXPECT_THAT(targets_of(rig), ElementsAre("/agency?of=b", "/list?toc=a", "/list?toc=a"));
  EXPECT_EQ(rig.http.starts[0], rig.http.starts[1]);
  EXPECT_EQ(rig.http.starts[2] - rig.http.starts[1], std::chrono::seconds(1));
}

TEST(SourceFailures, ARefusedGrantFailsThoseWhoWait) {
  const TemporaryFolder folder;
  Rig rig(folder, {}, letters());
  rig.group.refuse.emplace(ErrorKind::circuit_open, "left alone");
  EXPECT_THAT(texts_of(rig.ask(tocs({"a", "b"}))), ElementsAre("circuit_open", "circuit_open"));
  rig.group.refuse.reset();
  EXPECT_EQ(text_of(rig.ask_one(ByToc("a"))), "va");
}

TEST(SourceFailures, FollowsRedirectsAndCountsThem) {
  const TemporaryFolder folder;
  SourceOptions options = toy_options();
  options.key = Secret("hush");
  options.key_header = "X-Key";
  Rig rig(folder, {.source = options}, letters());
  rig.http.handler = [server = rig.server](const HttpRequest& request) -> Result<HttpResponse> {
    if (request.url.starts_with("https://other.example/")) return (*server)(request);
    HttpResponse moved = status_of(301);
    moved.headers.add("Location", "https://other.example/list?toc=a");
    return moved;
  };
  EXPECT_EQ(text_of(rig.ask_one(ByToc("a"))), "va");
  EXPECT_EQ(rig.source->stats().requests, 2U);
  EXPECT_EQ(rig.group.buckets.size(), 2U);
  EXPECT_TRUE(rig.http.requests[0].headers.find("X-Key"));
  EXPECT_FALSE(rig.http.requests[1].headers.find("X-Key"));
}

TEST(SourceFailures, RefusesRedirectsToPlainHttpAndWithoutEnd) {
  for (const char* const location : {"http://other.example/", "https://toy.example/list?toc=a"}) {
    const TemporaryFolder folder;
    Rig rig(folder, {}, letters());
    rig.http.handler = [location](const HttpRequest&) -> Result<HttpResponse> {
      HttpResponse moved = status_of(302);
      moved.headers.add("Location", location);
      return moved;
    };
    const auto reply = rig.ask_one(ByToc("a"));
    EXPECT_FALSE(reply) << location;
    EXPECT_LE(rig.http.requests.size(), 5U) << "a circle is seen at its first closing";
  }
}

TEST(SourceFailures, OnlyQuestionsThatWereNotRecordedFail) {
  const TemporaryFolder folder;
  Rig rig(folder, {}, letters());
  rig.http.handler = [server = rig.server](const HttpRequest& request) -> Result<HttpResponse> {
    auto response = (*server)(request);
    response->headers.add("X-Bibmill-Not-Recorded", "1");
    return response;
  };
  EXPECT_THAT(texts_of(rig.ask(tocs({"a", "nowhere", "c"}))), ElementsAre("va", "not_recorded", "vc"));
  EXPECT_EQ(rig.http.requests.size(), 1U);
}

TEST(SourceFailures, ACancelledWaiterCancelsNobodyElse) {
  namespace asio = boost::asio;
  const TemporaryFolder folder;
  Rig rig(folder, {}, letters());
  rig.http.delay = [](std::size_t) { return std::chrono::seconds(1); };
  asio::cancellation_signal stop;
  std::optional<Reply> cancelled;
  asio::co_spawn(rig.loop.executor(), rig.source->ask(ByToc("a"), Turn()),
                 asio::bind_cancellation_slot(stop.slot(), [&cancelled](std::exception_ptr error, Reply reply) {
                   if (!error) cancelled = std::move(reply);
                 }));
  struct Stop {
    static Awaitable<void> soon(Clock* clock, asio::cancellation_signal* signal) {
      co_await clock->sleep_until(clock->now() + std::chrono::milliseconds(500));
      signal->emit(asio::cancellation_type::terminal);
    }
  };
  rig.loop.spawn(Stop::soon(&rig.clock, &stop));
  EXPECT_EQ(text_of(rig.ask_one(ByToc("a"))), "va");
  ASSERT_TRUE(cancelled);
  EXPECT_EQ(text_of(*cancelled), "cancelled");
  EXPECT_EQ(rig.http.requests.size(), 1U);
}

TEST(SourceFailures, ARunThatEndsDropsWhatIsOut) {
  const TemporaryFolder folder;
  Rig rig(folder, {}, letters());
  rig.http.delay = [](std::size_t) { return std::chrono::hours(1); };
  boost::asio::co_spawn(rig.loop.executor(), rig.source->ask(ByToc("a"), Turn()), [](std::exception_ptr, Reply) {});
  struct Nothing {
    static Awaitable<void> wait(Clock* clock) { co_await clock->sleep_until(clock->now() + std::chrono::seconds(1)); }
  };
  rig.loop.run(Nothing::wait(&rig.clock));
  EXPECT_EQ(rig.source->progress().in_flight, 1U);
}

TEST(SourceFailures, LargeBodiesAreDecodedOnThePoolWithTheSameResult) {
  const TemporaryFolder folder;
  ToyServer server;
  server.known["big"] = std::string(1u << 20, 'x');
  server.known["small"] = "s";
  Rig rig(folder, {}, server);
  const auto replies = rig.ask(tocs({"big", "small"}));
  EXPECT_EQ(text_of(replies[0]).size(), 1u << 20);
  EXPECT_EQ(text_of(replies[1]), "s");
}

}  // namespace
}  // namespace bibmill
