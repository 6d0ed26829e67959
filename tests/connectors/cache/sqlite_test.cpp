#include "connectors/cache/sqlite.h"

#include <gmock/gmock.h>

#include <system_error>

#include "tests/support/temporary_folder.h"

namespace bibmill {
namespace {

using testing::EndsWith;

TEST(Sqlite, OfAFullDiskItSaysThatRoomIsNeededAndNothingElse) {
  const TemporaryFolder folder;
  Database database(folder.path() / "small.db");
  database.execute("CREATE TABLE t (x); PRAGMA max_page_count = 3");
  const std::string much(100'000, 'x');
  try {
    database.prepare("INSERT INTO t VALUES (?1)").bind(1, std::string_view(much)).run();
    FAIL() << "it was to be full";
  } catch (const SqliteError& error) {
    EXPECT_TRUE(error.full());
    EXPECT_THAT(with_remedy(error, "make it writable"),
                EndsWith("is full; free some space, or choose another folder with --state"));
  }
}

TEST(Sqlite, TheRemedyFitsTheFault) {
  const std::system_error full(std::make_error_code(std::errc::no_space_on_device));
  EXPECT_THAT(with_remedy(full, "make it writable"),
              EndsWith("; free some space, or choose another folder with --state"));
  const std::system_error denied(std::make_error_code(std::errc::permission_denied));
  EXPECT_THAT(with_remedy(denied, "make it writable"), EndsWith("; make it writable"));
}

}  // namespace
}  // namespace bibmill
