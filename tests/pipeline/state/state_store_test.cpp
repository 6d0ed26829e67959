#include "pipeline/state/state_store.h"

#include "connectors/cache/sqlite.h"
#include "tests/support/temporary_folder.h"

namespace bibmill {
namespace {

Record keyed(const std::string& title, const std::string& key) {
  Record record;
  record.entry.work.title = title;
  record.id = key;
  return record;
}

TEST(StateStore, RemembersKeysOverRuns) {
  const TemporaryFolder folder;
  const std::vector<Record> records{keyed("One", "one2026"), keyed("Two", "two2026")};
  ASSERT_TRUE(StateStore::open(folder.path())->remember(records));
  Result<StateStore> again = StateStore::open(folder.path());
  ASSERT_TRUE(again);
  const Result<KnownKeys> keys = again->known_keys();
  ASSERT_TRUE(keys);
  EXPECT_EQ(keys->size(), 2u);
  EXPECT_EQ(keys->at(entry_identities(records)[1]), "two2026");
}

TEST(StateStore, RefusesTheStateOfANewerVersion) {
  const TemporaryFolder folder;
  {
    Database database(folder.path() / "state.db");
    database.set_user_version(1000);
  }
  const Result<StateStore> opened = StateStore::open(folder.path());
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::storage);
  EXPECT_NE(opened.error().message.find("newer version"), std::string::npos);
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "state.db"));
}

TEST(StateStore, ADamagedFileIsAnErrorAndStays) {
  const TemporaryFolder folder;
  folder.write("state.db", std::string(4096, 'x'));
  EXPECT_FALSE(StateStore::open(folder.path()));
  EXPECT_EQ(read_text(folder.path() / "state.db"), std::string(4096, 'x'));
}

}  // namespace
}  // namespace bibmill
