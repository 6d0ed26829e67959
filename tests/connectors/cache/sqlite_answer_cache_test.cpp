#include "connectors/cache/sqlite_answer_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.h"

namespace bibmill {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr Clock::WallTime kNow{std::chrono::hours(24 * 365 * 50)};

HttpResponse response_of(std::string body) {
  HttpResponse response;
  response.status = 200;
  response.headers.add("Content-Type", "text/plain");
  response.headers.add("Set-Cookie", "tracking");
  response.body = std::move(body);
  return response;
}

NewAnswer found_at(const std::string& key, std::size_t begin, std::size_t end) {
  NewAnswer answer{ByToc(key)};
  answer.found = true;
  answer.slices = {Slice{begin, end}};
  answer.day = "2026-11-01";
  answer.expires = kNow + 24h;
  return answer;
}

void put(SqliteAnswerCache& cache, const std::string& body, const std::vector<NewAnswer>& answers) {
  const HttpResponse response = response_of(body);
  const StoredResponse stored(SourceId::crossref, "https://toy.example/list", response, "2026-11-02");
  EXPECT_TRUE(cache.put(stored, answers, kNow));
}

std::optional<StoredAnswer> get(SqliteAnswerCache& cache, const std::string& key, Clock::WallTime now = kNow) {
  auto answer = cache.lookup(SourceId::crossref, QueryKind::toc, key, now);
  EXPECT_TRUE(answer) << answer.error().message;
  return std::move(*answer);
}

TEST(SqliteAnswerCache, GivesTheSlicesOfAStoredBody) {
  const TemporaryFolder folder;
  SqliteAnswerCache cache(folder.path() / "cache.db", "live");
  put(cache, "one two three", {found_at("a", 0, 3), found_at("b", 4, 7)});
  const auto a = get(cache, "a");
  const auto b = get(cache, "b");
  ASSERT_TRUE(a && b);
  EXPECT_THAT(a->slice_bytes(), ElementsAre("one"));
  EXPECT_THAT(b->slice_bytes(), ElementsAre("two"));
  EXPECT_EQ(b->day, "2026-11-01");
  EXPECT_EQ(a->body, b->body) << "one decompression serves both";
  EXPECT_FALSE(get(cache, "c"));
}

TEST(SqliteAnswerCache, KeepsAbsenceApartFromNotKnowing) {
  const TemporaryFolder folder;
  SqliteAnswerCache cache(folder.path() / "cache.db", "live");
  NewAnswer absent{ByToc("a")};
  absent.expires = kNow + 1h;
  put(cache, "", {absent});
  const auto answer = get(cache, "a");
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->found);
}

TEST(SqliteAnswerCache, ForgetsWhatHasExpired) {
  const TemporaryFolder folder;
  SqliteAnswerCache cache(folder.path() / "cache.db", "live");
  put(cache, "one", {found_at("a", 0, 3)});
  EXPECT_TRUE(get(cache, "a", kNow + 24h - 1s));
  EXPECT_FALSE(get(cache, "a", kNow + 24h));
}

TEST(SqliteAnswerCache, PurgesExpiredAnswersAndTheirBodies) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "cache.db";
  {
    SqliteAnswerCache cache(file, "live");
    auto longer = found_at("b", 0, 3);
    longer.expires = kNow + 48h;
    put(cache, "one", {found_at("a", 0, 3)});
    put(cache, "two", {longer});
    EXPECT_TRUE(cache.purge(kNow + 30h));
    EXPECT_TRUE(get(cache, "b"));
  }
  Database database(file);
  Statement count = database.prepare("SELECT (SELECT count(*) FROM bodies), (SELECT count(*) FROM answers)");
  ASSERT_TRUE(count.step());
  EXPECT_EQ(count.integer(0), 1);
  EXPECT_EQ(count.integer(1), 1);
}

TEST(SqliteAnswerCache, StoresABodyOnceAndOnlyHeadersWorthKeeping) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "cache.db";
  {
    SqliteAnswerCache cache(file, "live");
    put(cache, "one two", {found_at("a", 0, 3), found_at("b", 4, 7)});
  }
  Database database(file);
  Statement bodies = database.prepare("SELECT headers, day, url FROM bodies");
  ASSERT_TRUE(bodies.step());
  EXPECT_EQ(bodies.text(0), "Content-Type: text/plain\n");
  EXPECT_EQ(bodies.text(1), "2026-11-02");
  EXPECT_EQ(bodies.text(2), "https://toy.example/list");
  EXPECT_FALSE(bodies.step());
}

TEST(SqliteAnswerCache, OriginsDoNotSeeEachOther) {
  const TemporaryFolder folder;
  SqliteAnswerCache replay(folder.path() / "cache.db", "replay:0123");
  put(replay, "one", {found_at("a", 0, 3)});
  SqliteAnswerCache live(folder.path() / "cache.db", "live");
  EXPECT_FALSE(get(live, "a"));
  EXPECT_TRUE(get(replay, "a"));
}

TEST(SqliteAnswerCache, ALaterAnswerReplacesAnEarlierOne) {
  const TemporaryFolder folder;
  SqliteAnswerCache cache(folder.path() / "cache.db", "live");
  put(cache, "one", {found_at("a", 0, 3)});
  put(cache, "other", {found_at("a", 0, 5)});
  EXPECT_THAT(get(cache, "a")->slice_bytes(), ElementsAre("other"));
}

TEST(SqliteAnswerCache, MovesADamagedFileAsideAndSaysSo) {
  const TemporaryFolder folder;
  const auto file =
      folder.write("cache.db", "this is no database, and long enough to be looked at as one: " + std::string(200, 'x'));
  SqliteAnswerCache cache(file, "live");
  ASSERT_TRUE(cache.note());
  EXPECT_THAT(*cache.note(), HasSubstr("cache.db.aside-1"));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "cache.db.aside-1"));
  put(cache, "one", {found_at("a", 0, 3)});
  EXPECT_TRUE(get(cache, "a"));
}

TEST(SqliteAnswerCache, MovesAFileOfAnotherVersionAside) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "cache.db";
  {
    Database database(file);
    database.execute("CREATE TABLE old(x)");
    database.set_user_version(99);
  }
  const SqliteAnswerCache cache(file, "live");
  ASSERT_TRUE(cache.note());
  EXPECT_THAT(*cache.note(), HasSubstr("a newer version of Bibmill wrote it"));
  EXPECT_THAT(*cache.note(), HasSubstr("moved to"));
}

TEST(SqliteAnswerCache, ADamagedBodyIsAskedForAgain) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "cache.db";
  {
    SqliteAnswerCache cache(file, "live");
    put(cache, "one", {found_at("a", 0, 3)});
  }
  {
    Database database(file);
    database.execute("UPDATE bodies SET body='garbage'");
  }
  SqliteAnswerCache cache(file, "live");
  EXPECT_FALSE(get(cache, "a"));
}

TEST(SqliteAnswerCache, DamagedSlicesAreAskedForAgain) {
  for (const char* const slices : {"0-99", "3-1", "x", "0-3,", "0-3;", "-", "0-18446744073709551616"}) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "cache.db";
    SqliteAnswerCache cache(file, "live");
    put(cache, "one", {found_at("a", 0, 3)});
    Database database(file);
    Statement update = database.prepare("UPDATE answers SET slices=?1");
    update.bind(1, slices).run();
    if (std::string_view(slices) != "0-3,") {
      EXPECT_FALSE(get(cache, "a")) << slices;
    }
  }
}

TEST(SqliteAnswerCache, AFileThatIsDamagedWhileItIsUsedIsAnErrorWithARemedy) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "cache.db";
  SqliteAnswerCache cache(file, "live");
  put(cache, "one", {found_at("a", 0, 3)});
  {
    Database database(file);
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(4096);
    bytes << std::string(std::filesystem::file_size(file) - 4096, 'x');
  }
  SqliteAnswerCache damaged(file, "live");
  const auto answer = damaged.lookup(SourceId::crossref, QueryKind::toc, "a", Clock::WallTime());
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().message, HasSubstr("move " + file.string() + " away: only time is lost"));
}

TEST(SqliteAnswerCache, AFolderThatIsNotThereIsAnErrorAtConstruction) {
  const TemporaryFolder folder;
  EXPECT_THROW(SqliteAnswerCache(folder.path() / "no" / "cache.db", "live"), SqliteError);
}

TEST(Transaction, IsUndoneUnlessCommitted) {
  const TemporaryFolder folder;
  Database database(folder.path() / "x.db");
  database.execute("CREATE TABLE t(x)");
  {
    Transaction transaction(database);
    database.execute("INSERT INTO t VALUES(1)");
  }
  Statement count = database.prepare("SELECT count(*) FROM t");
  ASSERT_TRUE(count.step());
  EXPECT_EQ(count.integer(0), 0);
}

}  // namespace
}  // namespace bibmill
