#include "pipeline/state/state_store.h"

#include <utility>

#include "connectors/cache/sqlite.h"

namespace bibmill {
namespace {

constexpr int kVersion = 1;
constexpr const char* kSchema = R"sql(
  CREATE TABLE IF NOT EXISTS entries (
    identity TEXT PRIMARY KEY,  -- hash of what the user wrote, with its occurrence
    key TEXT NOT NULL           -- citation key: once given, never given to another entry
  ) WITHOUT ROWID;
)sql";

Error unusable(const std::filesystem::path& file, const std::string& why) {
  return Error(ErrorKind::storage, "cannot use " + file.string() + ": " + why);
}

}  // namespace

struct StateStore::Parts {
  Parts(std::filesystem::path file_in, Database database_in)
      : file(std::move(file_in)), database(std::move(database_in)) {}
  std::filesystem::path file;
  Database database;
};

Result<StateStore> StateStore::open(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "state.db";
  try {
    std::filesystem::create_directories(folder);
    Database database(file);
    const int version = database.user_version();
    if (version > kVersion) {
      return tl::unexpected(
          unusable(file, "a newer version of Bibmill wrote it; use that, or another folder with --state"));
    }
    database.execute(kSchema);
    database.set_user_version(kVersion);
    return StateStore(std::make_unique<Parts>(file, std::move(database)));
  } catch (const std::exception& error) {
    return tl::unexpected(unusable(
        file, std::string(error.what()) + "; make it writable, restore it, or choose another folder with --state"));
  }
}

StateStore::StateStore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
StateStore::~StateStore() = default;
StateStore::StateStore(StateStore&&) noexcept = default;
StateStore& StateStore::operator=(StateStore&&) noexcept = default;

Result<KnownKeys> StateStore::known_keys() {
  try {
    KnownKeys keys;
    Statement select = parts_->database.prepare("SELECT identity, key FROM entries");
    while (select.step()) keys.emplace(select.text(0), select.text(1));
    return keys;
  } catch (const SqliteError& error) {
    return tl::unexpected(unusable(parts_->file, error.what()));
  }
}

Result<void> StateStore::remember(std::span<const Record> records) {
  const std::vector<std::string> identities = entry_identities(records);
  try {
    Transaction transaction(parts_->database);
    Statement insert = parts_->database.prepare(
        "INSERT INTO entries (identity, key) VALUES (?, ?) ON CONFLICT (identity) DO UPDATE SET key = excluded.key "
        "WHERE key <> excluded.key");
    for (std::size_t i = 0; i < records.size(); ++i)
      insert.bind(1, std::string_view(identities[i])).bind(2, std::string_view(records[i].id)).run();
    transaction.commit();
    return {};
  } catch (const SqliteError& error) {
    return tl::unexpected(unusable(parts_->file, error.what()));
  }
}

}  // namespace bibmill
