#include "pipeline/state/state_lock.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include "tests/support/temporary_folder.h"

namespace bibmill {
namespace {

using testing::HasSubstr;

constexpr Clock::WallTime kStart{std::chrono::seconds(1'795'509'586)};

TEST(StateLock, TheSecondIsToldWhoHoldsIt) {
  const TemporaryFolder folder;
  const std::filesystem::path state = folder.path() / "new" / "state";
  {
    const Result<StateLock> first = StateLock::acquire(state, kStart);
    ASSERT_TRUE(first) << first.error().message;
    const Result<StateLock> second = StateLock::acquire(state, kStart);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::storage);
    EXPECT_THAT(second.error().message, HasSubstr("process " + std::to_string(getpid()) + " on "));
    EXPECT_THAT(second.error().message, HasSubstr("since 2026-11-24 08:39:46 UTC"));
    EXPECT_THAT(second.error().message, HasSubstr(state.string()));
    EXPECT_THAT(second.error().message, HasSubstr("--state"));
  }
  EXPECT_TRUE(StateLock::acquire(state, kStart)) << "free again";
}

TEST(StateLock, AHolderThatDiedHoldsNothing) {
  const TemporaryFolder folder;
  folder.write("lock", "process 1 on elsewhere since 2020-01-01 00:00:00 UTC\n");
  EXPECT_TRUE(StateLock::acquire(folder.path(), kStart));
}

TEST(StateLock, AFolderThatCannotBeMadeIsAnError) {
  const TemporaryFolder folder;
  folder.write("file", "in the way");
  const Result<StateLock> lock = StateLock::acquire(folder.path() / "file" / "state", kStart);
  ASSERT_FALSE(lock);
  EXPECT_THAT(lock.error().message,
              HasSubstr("the state folder " + (folder.path() / "file" / "state").string() + " cannot be made"));
  EXPECT_THAT(lock.error().message, HasSubstr("--state"));
}

}  // namespace
}  // namespace bibmill
