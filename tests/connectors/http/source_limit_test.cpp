// A run that may ask only so much: what is out comes back and is kept, what waits hears so at once (limits.*).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/source_rig.h"

namespace bibmill {
namespace {

using namespace testing_support;
using testing::ElementsAre;
using testing::SizeIs;

const std::vector<std::string> kLetters{"a", "b", "c", "d", "e", "f"};

/// A rig whose source has a limit.
struct LimitedRig {
  LimitedRig(const TemporaryFolder& folder, std::uint64_t most, std::size_t batch = 2)
      : limit(most), rig(folder, {.batch = batch, .places = 1}, server()) {
    const SourceParts parts{rig.loop, rig.clock, rig.cpu, rig.codec, rig.http, rig.group, rig.cache, nullptr, &limit};
    rig.source = std::make_unique<HttpSource>(parts, toy_options());
  }
  static ToyServer server() {
    ToyServer server;
    for (const std::string& key : kLetters) server.known[key] = "v" + key;
    return server;
  }
  RequestLimit limit;
  Rig rig;
};

TEST(SourceLimit, SendsSoManyRequestsAndGivesUpTheRest) {
  const TemporaryFolder folder;
  LimitedRig limited(folder, 2);
  EXPECT_THAT(texts_of(limited.rig.ask(tocs(kLetters))), ElementsAre("va", "vb", "vc", "vd", "cancelled", "cancelled"));
  EXPECT_THAT(targets_of(limited.rig), ElementsAre("/list?toc=a,b", "/list?toc=c,d"));
  EXPECT_EQ(text_of(limited.rig.ask_one(ByToc("f"))), "cancelled");
  EXPECT_EQ(text_of(limited.rig.ask_one(ByToc("a"))), "va") << "what is known is still told";
}

TEST(SourceLimit, WhatArrivedIsKeptForTheNextRun) {
  const TemporaryFolder folder;
  {
    LimitedRig limited(folder, 2);
    std::ignore = limited.rig.ask(tocs(kLetters));
  }
  LimitedRig next(folder, 0);
  EXPECT_THAT(texts_of(next.rig.ask(tocs(kLetters))), ElementsAre("va", "vb", "vc", "vd", "ve", "vf"));
  EXPECT_THAT(targets_of(next.rig), ElementsAre("/list?toc=e,f"));
}

TEST(SourceLimit, AFailedAttemptIsNotRepeatedBeyondIt) {
  const TemporaryFolder folder;
  LimitedRig limited(folder, 1);
  limited.rig.http.handler = [](const HttpRequest&) -> Result<HttpResponse> {
    return fail(ErrorKind::timeout, "slow");
  };
  EXPECT_THAT(texts_of(limited.rig.ask(tocs({"a", "b"}))), ElementsAre("cancelled", "cancelled"));
  EXPECT_THAT(limited.rig.http.requests, SizeIs(1));
}

TEST(SourceLimit, RedirectsCount) {
  const TemporaryFolder folder;
  LimitedRig limited(folder, 1);
  limited.rig.http.handler = [](const HttpRequest&) -> Result<HttpResponse> {
    HttpResponse moved;
    moved.status = 301;
    moved.headers.add("Location", "https://other.example/list?toc=a");
    return moved;
  };
  EXPECT_EQ(text_of(limited.rig.ask_one(ByToc("a"))), "cancelled");
  EXPECT_THAT(limited.rig.http.requests, SizeIs(1));
}

TEST(SourceLimit, TheEndOfTheTimeWakesThoseWhoWaitForTheirTurn) {
  const TemporaryFolder folder;
  LimitedRig limited(folder, 0);
  limited.rig.group.interval = std::chrono::minutes(5);
  struct Alarm {
    static Awaitable<void> ring(Clock* clock, RequestLimit* limit) {
      co_await clock->sleep_until(clock->now() + std::chrono::seconds(30));
      limit->end_of_time();
    }
  };
  limited.rig.loop.spawn(Alarm::ring(&limited.rig.clock, &limited.limit));
  const Clock::TimePoint begin = limited.rig.clock.now();
  EXPECT_THAT(texts_of(limited.rig.ask(tocs({"a", "b", "c"}))), ElementsAre("va", "vb", "cancelled"));
  EXPECT_EQ(limited.rig.clock.now() - begin, std::chrono::seconds(30)) << "not the five minutes until its turn";
}

TEST(SourceLimit, WhatIsOutWhenTheTimeEndsIsWaitedFor) {
  const TemporaryFolder folder;
  LimitedRig limited(folder, 0);
  limited.rig.http.delay = [&limited](std::size_t) {
    limited.limit.end_of_time();
    return std::chrono::seconds(20);
  };
  EXPECT_THAT(texts_of(limited.rig.ask(tocs({"a", "b", "c"}))), ElementsAre("va", "vb", "cancelled"));
}

}  // namespace
}  // namespace bibmill
