// What a later run finds (CONTRACTS §1, DESIGN §5): answers by question, whatever the batches were.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/source_rig.h"

namespace bibmill {
namespace {

using namespace testing_support;
using testing::ElementsAre;

constexpr auto kDay = std::chrono::hours(24);

ToyServer some() {
  ToyServer server;
  server.known = {{"a", "va"}, {"b", "vb"}, {"c", "vc"}};
  return server;
}

TEST(SourceCache, ASecondRunAsksNothing) {
  const TemporaryFolder folder;
  {
    Rig rig(folder, {}, some());
    EXPECT_THAT(texts_of(rig.ask(tocs({"a", "b", "nowhere"}))), ElementsAre("va", "vb", "-"));
  }
  Rig rig(folder, {.batch = 1});
  EXPECT_THAT(texts_of(rig.ask(tocs({"nowhere", "b", "a"}))), ElementsAre("-", "vb", "va"));
  EXPECT_EQ(rig.source->stats().requests, 0U);
  EXPECT_EQ(rig.source->stats().cache_hits, 3U);
}

TEST(SourceCache, AsksOnlyForWhatIsMissing) {
  const TemporaryFolder folder;
  {
    Rig rig(folder, {}, some());
    std::ignore = rig.ask(tocs({"a", "b"}));
  }
  Rig rig(folder, {}, some());
  EXPECT_THAT(texts_of(rig.ask(tocs({"a", "b", "c"}))), ElementsAre("va", "vb", "vc"));
  EXPECT_THAT(targets_of(rig), ElementsAre("/list?toc=c"));
}

TEST(SourceCache, AnswersAreEqualFromSourceAndCacheToTheDay) {
  const TemporaryFolder folder;
  Reply first = fail(ErrorKind::input, "");
  {
    Rig rig(folder, {}, some());
    first = rig.ask_one(ByToc("a"));
  }
  Rig rig(folder, {.now = kToday + kDay});
  const Reply second = rig.ask_one(ByToc("a"));
  EXPECT_EQ((*first)->records, (*second)->records);
  EXPECT_EQ((*second)->records.front().retrieved, "2026-11-01");
}

TEST(SourceCache, WhereOnlyStoredAnswersCountNothingIsAskedAndAgeDoesNotMatter) {
  const TemporaryFolder folder;
  {
    Rig rig(folder, {}, some());
    std::ignore = rig.ask(tocs({"a", "nowhere"}));
  }
  ToyServer later = some();
  later.known["a"] = "new";
  Rig rig(folder, {.now = kToday + 1000 * kDay}, later);
  Turn stored_only;
  stored_only.cached_only = true;
  const std::vector<Turn> turns(3, stored_only);
  EXPECT_THAT(texts_of(rig.ask(tocs({"a", "nowhere", "b"}), turns)), ElementsAre("va", "-", "offline"));
  EXPECT_EQ(rig.source->stats().requests, 0U);
  EXPECT_EQ(text_of(rig.ask_one(ByToc("a"))), "new") << "an old answer is not taken for a fresh one";
}

TEST(SourceCache, AbsenceHasItsOwnShorterLife) {
  const TemporaryFolder folder;
  {
    Rig rig(folder, {}, some());
    std::ignore = rig.ask(tocs({"a", "nowhere"}));
  }
  ToyServer later = some();
  later.known["nowhere"] = "now here";
  Rig rig(folder, {.now = kToday + 2 * kDay}, later);
  EXPECT_THAT(texts_of(rig.ask(tocs({"a", "nowhere"}))), ElementsAre("va", "now here"));
  EXPECT_EQ(rig.source->stats().cache_hits, 1U);
}

TEST(SourceCache, ExpiryCountsFromStoringAndNotFromTheDateHeader) {
  const TemporaryFolder folder;
  {
    Rig rig(folder, {}, some());  // its Date is three weeks old
    std::ignore = rig.ask_one(ByToc("a"));
  }
  {
    Rig rig(folder, {.now = kToday + 29 * kDay}, some());
    std::ignore = rig.ask_one(ByToc("a"));
    EXPECT_EQ(rig.source->stats().requests, 0U);
  }
  Rig rig(folder, {.now = kToday + 31 * kDay}, some());
  std::ignore = rig.ask_one(ByToc("a"));
  EXPECT_EQ(rig.source->stats().requests, 1U);
}

TEST(SourceCache, ReplayedAnswersAreNeverReadByLiveRuns) {
  const TemporaryFolder folder;
  {
    Rig rig(folder, {.origin = "replay:1"}, some());
    std::ignore = rig.ask_one(ByToc("a"));
  }
  Rig live(folder, {}, some());
  std::ignore = live.ask_one(ByToc("a"));
  EXPECT_EQ(live.source->stats().requests, 1U);
}

TEST(SourceCache, OfflineAnswersFromTheCacheAndElseSaysWhy) {
  const TemporaryFolder folder;
  {
    Rig rig(folder, {}, some());
    std::ignore = rig.ask_one(ByToc("a"));
  }
  SourceOptions options = toy_options();
  options.offline = true;
  Rig rig(folder, {.source = options});
  EXPECT_THAT(texts_of(rig.ask(tocs({"a", "b"}))), ElementsAre("va", "offline"));
  EXPECT_EQ(rig.http.requests.size(), 0U);
}

TEST(SourceCache, WhatIsStoredSurvivesARunThatDiesBeforeItsWaitersWake) {
  // A cache that ends the run right after storing: the waiters are never woken.
  class DyingCache final : public AnswerCache {
   public:
    explicit DyingCache(AnswerCache& inner) : inner_(inner) {}
    Result<std::optional<StoredAnswer>> lookup(SourceId source, QueryKind kind, std::string_view key,
                                               Clock::WallTime now) override {
      return inner_.lookup(source, kind, key, now);
    }
    Result<std::optional<StoredExchange>> exchange(std::int64_t response) override { return inner_.exchange(response); }
    Result<void> put(const StoredResponse& response, std::span<const NewAnswer> answers, Clock::WallTime now) override {
      std::ignore = inner_.put(response, answers, now);
      throw 0;  // no std::exception: nothing on the way catches it
    }

   private:
    AnswerCache& inner_;
  };
  const TemporaryFolder folder;
  {
    Rig rig(folder, {}, some());
    DyingCache dying(rig.cache);
    const SourceParts parts{rig.loop, rig.clock, rig.cpu, rig.codec, rig.http, rig.group, dying};
    rig.source = std::make_unique<HttpSource>(parts, toy_options());
    EXPECT_THROW(rig.ask(tocs({"a", "b"})), int);
  }
  Rig rig(folder);
  EXPECT_THAT(texts_of(rig.ask(tocs({"a", "b"}))), ElementsAre("va", "vb"));
  EXPECT_EQ(rig.source->stats().requests, 0U);
}

TEST(SourceCache, ResponsesOfTheCacheAreRecordedOnceEach) {
  struct Kept final : ResponseRecorder {
    Result<void> keep(SourceId source, const std::string& url, const HttpResponse& response) override {
      kept.push_back(std::string(to_string(source)) + " " + url + " " + std::to_string(response.status) + " " +
                     std::string(response.headers.find("Date").value_or("")) + " " + response.body);
      return {};
    }
    std::vector<std::string> kept;
  } recorder;
  const TemporaryFolder folder;
  {
    Rig rig(folder, {}, some());
    std::ignore = rig.ask(tocs({"a", "b", "nowhere"}));
  }
  Rig rig(folder, {}, some());
  const SourceParts parts{rig.loop,  rig.clock, rig.cpu, rig.codec, rig.http,
                          rig.group, rig.cache, nullptr, nullptr,   &recorder};
  rig.source = std::make_unique<HttpSource>(parts, toy_options());
  std::ignore = rig.ask(tocs({"a", "b", "nowhere", "c"}));
  EXPECT_THAT(recorder.kept,
              ElementsAre("crossref https://toy.example/list?toc=a,b,nowhere 200 Sun, 01 Nov 2026 08:49:37 GMT "
                          "# toy\na=va\nb=vb\n",
                          "crossref https://toy.example/one?toc=nowhere 404 Sun, 01 Nov 2026 08:49:37 GMT # toy\n"))
      << "what is asked now is for the transport to record";
}

TEST(SourceCache, AStorageErrorReachesTheWaiter) {
  class FullDisk final : public AnswerCache {
   public:
    Result<std::optional<StoredAnswer>> lookup(SourceId, QueryKind, std::string_view, Clock::WallTime) override {
      return std::optional<StoredAnswer>();
    }
    Result<std::optional<StoredExchange>> exchange(std::int64_t) override { return std::nullopt; }
    Result<void> put(const StoredResponse&, std::span<const NewAnswer>, Clock::WallTime) override {
      return fail(ErrorKind::storage, "disk full");
    }
  } full;
  const TemporaryFolder folder;
  Rig rig(folder, {}, some());
  const SourceParts parts{rig.loop, rig.clock, rig.cpu, rig.codec, rig.http, rig.group, full};
  rig.source = std::make_unique<HttpSource>(parts, toy_options());
  EXPECT_THAT(texts_of(rig.ask(tocs({"a"}))), ElementsAre("storage"));
}

}  // namespace
}  // namespace bibmill
