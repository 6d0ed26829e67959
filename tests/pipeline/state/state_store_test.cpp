#include "pipeline/state/state_store.h"

#include <chrono>
#include <thread>

#include "connectors/cache/compression.h"
#include "connectors/cache/sqlite.h"
#include "pipeline/state/state_schema.h"
#include "pipeline/state/state_writer.h"
#include "tests/support/temporary_folder.h"

namespace bibmill {
namespace {

/// The tables as version 1 made them.
constexpr const char* kVersion1 = R"sql(
  CREATE TABLE IF NOT EXISTS entries (
    identity TEXT PRIMARY KEY,  -- hash of what the user wrote, with its occurrence
    key TEXT NOT NULL           -- citation key: once given, never given to another entry
  ) WITHOUT ROWID;
  INSERT INTO entries VALUES ('0123456789abcdef', 'old2020');
  PRAGMA user_version = 1;
)sql";

/// The tables as version 2 made them.
constexpr const char* kVersion2 = R"sql(
  CREATE TABLE entries (
    identity TEXT PRIMARY KEY, key TEXT NOT NULL, user_key TEXT NOT NULL DEFAULT '',
    identifiers TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', file TEXT NOT NULL DEFAULT '',
    heir TEXT NOT NULL DEFAULT '', input TEXT NOT NULL DEFAULT '', decider TEXT NOT NULL DEFAULT '',
    content TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT '', attempted INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL DEFAULT 0, misses INTEGER NOT NULL DEFAULT 0, record INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE records (id INTEGER PRIMARY KEY, body BLOB NOT NULL);
  CREATE TABLE outputs (folder TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, report TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE notes (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  INSERT INTO records VALUES (1, x'00');
  INSERT INTO entries (identity, key, record) VALUES ('0123456789abcdef', 'old2020', 1);
  INSERT INTO entries (identity, key) VALUES ('fedcba9876543210', 'older2019');
  PRAGMA user_version = 2;
)sql";

GivenKey given(const std::string& identity, const std::string& key) {
  return {{identity, "user-" + key, {"doi:10.1/a", "arxiv:1"}, "title of " + key, "/list.md"}, key, ""};
}

FinishedEntry finished(const std::string& identity, const std::string& json) {
  FinishedEntry entry;
  entry.identity = identity;
  entry.state.input = "input";
  entry.state.decider = "decider";
  entry.state.status = Status::ambiguous;
  entry.state.attempted = 10;
  entry.state.due = 20;
  entry.state.misses = 3;
  entry.state.unresolved_since = 7;
  entry.json = json;
  return entry;
}

TEST(StateStore, RemembersKeysOverRuns) {
  const TemporaryFolder folder;
  const std::vector<GivenKey> keys{given("a", "one2026"), given("b", "two2026")};
  ASSERT_TRUE(StateStore::open(folder.path())->remember(keys));
  Result<StateStore> again = StateStore::open(folder.path());
  ASSERT_TRUE(again);
  const Result<KnownKeys> known = again->known_keys();
  ASSERT_TRUE(known);
  EXPECT_EQ(known->size(), 2u);
  EXPECT_EQ(known->at("b"), "two2026");
}

TEST(StateStore, KeepsEveryColumnOfAnEntry) {
  const TemporaryFolder folder;
  Result<StateStore> store = StateStore::open(folder.path());
  ASSERT_TRUE(store);
  for (const std::string json : {"{\"a\":1}", "{\"a\":2}"})
    ASSERT_TRUE(store->put(std::vector<FinishedEntry>{finished("a", json)}));
  ASSERT_TRUE(store->remember(std::vector<GivenKey>{given("a", "one2026")}));
  const auto entries = store->entries();
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 1u);
  const EntryState& state = entries->at("a");
  EXPECT_EQ(state.key, "one2026");
  EXPECT_EQ(state.file, "/list.md");
  EXPECT_EQ(state.input + state.decider, "inputdecider");
  EXPECT_EQ(state.status, Status::ambiguous);
  EXPECT_EQ(state.attempted, 10);
  EXPECT_EQ(state.due, 20);
  EXPECT_EQ(state.misses, 3);
  EXPECT_EQ(decompress(*store->packed_record(*state.record)), "{\"a\":2}");
  const auto facts = store->facts_in(std::vector<std::string>{"/list.md"});
  ASSERT_EQ(facts->size(), 1u);
  EXPECT_EQ((*facts)[0].identifiers, (std::vector<std::string>{"doi:10.1/a", "arxiv:1"}));
  EXPECT_EQ((*facts)[0].title, "title of one2026");
  EXPECT_TRUE(store->facts_in(std::vector<std::string>{"/other.md"})->empty());
}

TEST(StateStore, WhatIsContinuedIsNoPredecessorAnyMore) {
  const TemporaryFolder folder;
  Result<StateStore> store = StateStore::open(folder.path());
  ASSERT_TRUE(store->remember(std::vector<GivenKey>{given("a", "one2026")}));
  GivenKey heir = given("b", "one2026");
  heir.continues = "a";
  ASSERT_TRUE(store->remember(std::vector<GivenKey>{heir}));
  const auto facts = store->facts_in(std::vector<std::string>{"/list.md"});
  ASSERT_EQ(facts->size(), 1u);
  EXPECT_EQ((*facts)[0].identity, "b");
}

TEST(StateStore, WhatWasToldStaysUntilSomethingElseWasTold) {
  const TemporaryFolder folder;
  Result<StateStore> store = StateStore::open(folder.path());
  const auto put = [&](const std::string& json) { return store->put(std::vector<FinishedEntry>{finished("a", json)}); };
  const auto state = [&] { return store->entries()->at("a"); };
  const auto body = [&](std::int64_t record) { return decompress(*store->packed_record(record)).value_or(""); };
  ASSERT_TRUE(put("{\"a\":1}"));
  EXPECT_EQ(state().told, Told::nothing);
  ASSERT_TRUE(store->set_outputs(folder.path(), {"f", "{}"}, {{"a"}, {}}));
  EXPECT_EQ(state().told, Told::its_record);
  EXPECT_FALSE(state().told_record);
  ASSERT_TRUE(put("{\"a\":2}"));
  ASSERT_TRUE(put("{\"a\":3}"));
  ASSERT_TRUE(state().told_record);
  EXPECT_EQ(body(*state().told_record), "{\"a\":1}");
  EXPECT_EQ(body(*state().record), "{\"a\":3}");
  ASSERT_TRUE(store->set_outputs(folder.path(), {"f", "{}"}, {{"a"}, {}}));
  EXPECT_FALSE(state().told_record);
  EXPECT_EQ(body(*state().record), "{\"a\":3}");
  Database database(folder.path() / "state.db");
  Statement count = database.prepare("SELECT COUNT(*) FROM records");
  ASSERT_TRUE(count.step());
  EXPECT_EQ(count.integer(0), 1) << "what nobody needs any more is gone";
  ASSERT_TRUE(store->set_outputs(folder.path(), {"f", "{}"}, {{}, {"a"}}));
  EXPECT_EQ(state().told, Told::that_it_is_gone);
}

TEST(StateStore, FactsAreFoundByIdentityElseByKey) {
  const TemporaryFolder folder;
  Result<StateStore> store = StateStore::open(folder.path());
  ASSERT_TRUE(store->remember(std::vector<GivenKey>{given("a", "one2026"), given("b", "two2026")}));
  EXPECT_EQ((*store->facts_named("b", "one2026"))->identity, "b");
  EXPECT_EQ((*store->facts_named("x", "one2026"))->identity, "a");
  EXPECT_FALSE(*store->facts_named("x", ""));
}

TEST(StateStore, OfAStateOfVersionTwoAllRecordsWereTold) {
  const TemporaryFolder folder;
  {
    Database(folder.path() / "state.db").execute(kVersion2);
  }
  const auto entries = StateStore::open(folder.path())->entries();
  EXPECT_EQ(entries->at("0123456789abcdef").told, Told::its_record);
  EXPECT_EQ(entries->at("fedcba9876543210").told, Told::nothing) << "it was never finished";
}

TEST(StateStore, AStateOfAnOlderVersionIsMigrated) {
  const TemporaryFolder folder;
  {
    Database(folder.path() / "state.db").execute(kVersion1);
  }
  {
    Result<StateStore> store = StateStore::open(folder.path());
    ASSERT_TRUE(store) << store.error().message;
    EXPECT_EQ(store->known_keys()->at("0123456789abcdef"), "old2020");
    EXPECT_FALSE(store->entries()->at("0123456789abcdef").record);
    EXPECT_TRUE(store->put(std::vector<FinishedEntry>{finished("0123456789abcdef", "{}")}));
    EXPECT_EQ(store->entries()->at("0123456789abcdef").key, "old2020");
  }
  EXPECT_EQ(Database(folder.path() / "state.db").user_version(), kStateVersion);
}

TEST(StateStore, WhatVersionThreeKnewUnresolvedIsSoSinceItsLastAttempt) {
  const TemporaryFolder folder;
  {
    Result<StateStore> store = StateStore::open(folder.path());
    FinishedEntry resolved = finished("b", "{}");
    resolved.state.status = Status::resolved;
    ASSERT_TRUE(store && store->put(std::vector<FinishedEntry>{finished("a", "{}"), resolved}));
  }
  {
    Database database(folder.path() / "state.db");
    database.execute("ALTER TABLE entries DROP COLUMN unresolved_since");
    database.set_user_version(3);
  }
  Result<StateStore> store = StateStore::open(folder.path());
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(store->entries()->at("a").unresolved_since, 10);
  EXPECT_EQ(store->entries()->at("b").unresolved_since, 0);
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
  EXPECT_NE(opened.error().message.find("left as it is"), std::string::npos);
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "state.db"));
}

TEST(StateStore, ADamagedFileIsAnErrorAndStays) {
  const TemporaryFolder folder;
  folder.write("state.db", std::string(4096, 'x'));
  const Result<StateStore> opened = StateStore::open(folder.path());
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message.find("restore it from a backup; or move it away"), std::string::npos)
      << opened.error().message;
  EXPECT_EQ(read_text(folder.path() / "state.db"), std::string(4096, 'x'));
}

TEST(StateWriter, FinishedEntriesAreThereBeforeTheRunEnds) {
  const TemporaryFolder folder;
  Result<StateStore> reader = StateStore::open(folder.path());
  StateWriter writer(std::move(*StateStore::open(folder.path())));
  writer.add(finished("alone", "{}"));
  std::size_t seen = 0;
  for (int tries = 0; tries < 1000 && seen == 0; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    seen = reader->entries()->size();
  }
  EXPECT_EQ(seen, 1u) << "a process that is killed now has lost nothing";
  for (int i = 0; i < 1000; ++i) writer.add(finished(std::to_string(i), "{}"));
  writer.add(std::vector<GivenKey>{given("7", "seven")});
  ASSERT_TRUE(writer.finish());
  EXPECT_EQ(reader->entries()->size(), 1001u);
  EXPECT_EQ(reader->entries()->at("7").key, "seven");
}

TEST(StateWriter, WhatIsQueuedIsWrittenWhenARunIsInterrupted) {
  const TemporaryFolder folder;
  {
    StateWriter(std::move(*StateStore::open(folder.path()))).add(finished("a", "{}"));
  }
  EXPECT_EQ(StateStore::open(folder.path())->entries()->size(), 1u);
}

TEST(StateWriter, AStateThatCannotBeWrittenIsReported) {
  const TemporaryFolder folder;
  StateWriter writer(std::move(*StateStore::open(folder.path())));
  Database(folder.path() / "state.db").execute("DROP TABLE records");
  writer.add(finished("a", "{}"));
  const Result<void> end = writer.finish();
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().kind, ErrorKind::storage);
}

}  // namespace
}  // namespace bibmill
