#include "pipeline/state/cache_upkeep.h"

#include "connectors/cache/sqlite_answer_cache.h"
#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

using std::chrono::days;

constexpr Clock::WallTime kNow{days(20'000)};

TEST(CacheUpkeep, DropsWhatExpiredLongAgoOnceADay) {
  const TemporaryFolder folder;
  const Settings settings = settings_in(folder);
  const auto stack = SourceStack::build(settings, StackRequest());
  ASSERT_TRUE(stack);
  Result<StateStore> state = StateStore::open(settings.paths.state);
  SqliteAnswerCache cache(folder.path() / "state" / "cache.db", "live");
  NewAnswer absent{ByToc("page")};
  absent.expires = kNow - days(40);
  const HttpResponse response;
  ASSERT_TRUE(cache.put({SourceId::crossref, "url", response, "2024-01-01"}, std::vector{absent}, kNow - days(41)));
  const auto is_kept = [&] {
    return cache.lookup(SourceId::crossref, QueryKind::toc, "page", Clock::WallTime())->has_value();
  };

  ASSERT_TRUE(tidy_cache(**stack, *state, kNow, days(30)));
  EXPECT_TRUE(is_kept()) << "a state that is new has nothing to tidy";
  ASSERT_TRUE(tidy_cache(**stack, *state, kNow + std::chrono::hours(23), days(30)));
  EXPECT_TRUE(is_kept()) << "not twice a day";
  ASSERT_TRUE(tidy_cache(**stack, *state, kNow + days(1), days(50)));
  EXPECT_TRUE(is_kept()) << "it serves to compute records again";
  ASSERT_TRUE(tidy_cache(**stack, *state, kNow + days(2), days(30)));
  EXPECT_FALSE(is_kept());
}

}  // namespace
}  // namespace bibmill
