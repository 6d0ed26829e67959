#include "connectors/cache/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <system_error>

namespace bibmill {

namespace {

constexpr int kBusyTimeoutMs = 10'000;  // another run that has just committed needs far less

constexpr std::string_view kMakeRoom = "; free some space, or choose another folder with --state";

bool is_full(int system_error) { return system_error == ENOSPC || system_error == EDQUOT; }

[[noreturn]] void fail_with(sqlite3* database, int code, std::string_view what) {
  const char* const why = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  // Where a file of the database cannot grow, SQLite may call it an error of input and output.
  const bool no_room = database != nullptr && (code & 0xff) == SQLITE_IOERR && is_full(sqlite3_system_errno(database));
  SqliteError error(no_room ? SQLITE_FULL : code, fmt::format("{}: {}", what, no_room ? "the disk is full" : why));
  if (!error.full()) throw error;
  throw SqliteError(SQLITE_FULL, error.what() + std::string(kMakeRoom));
}

}  // namespace

bool SqliteError::full() const { return (code_ & 0xff) == SQLITE_FULL; }

std::string with_remedy(const std::exception& why, std::string_view remedy) {
  const auto* const sqlite = dynamic_cast<const SqliteError*>(&why);
  if (sqlite != nullptr && sqlite->full()) return why.what();
  const auto* const system = dynamic_cast<const std::system_error*>(&why);
  if (system != nullptr && is_full(system->code().value())) return why.what() + std::string(kMakeRoom);
  return fmt::format("{}; {}", why.what(), remedy);
}

bool SqliteError::damaged() const {
  const int primary = code_ & 0xff;
  return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void Statement::check(int code) const {
  if (code != SQLITE_OK) fail_with(database_, code, "a statement's parameter was refused");
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), parameter, value));
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  check(sqlite3_bind_text64(statement_.get(), parameter, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind_blob(int parameter, std::string_view bytes) {
  check(sqlite3_bind_blob64(statement_.get(), parameter, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind_null(int parameter) {
  check(sqlite3_bind_null(statement_.get(), parameter));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  fail_with(database_, code, "a statement failed");
}

void Statement::run() {
  const StatementUse use(*this);
  while (step()) {
  }
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string Statement::text(int column) const {
  const auto* const bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return bytes == nullptr ? std::string() : std::string(bytes, size);
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Database::Database(const std::filesystem::path& file) {
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  database_.reset(opened);
  if (code != SQLITE_OK) fail_with(opened, code, fmt::format("{} cannot be opened", file.string()));
  sqlite3_busy_timeout(opened, kBusyTimeoutMs);
  execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=OFF;");
}

void Database::execute(const std::string& statements) {
  const int code = sqlite3_exec(database_.get(), statements.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail_with(database_.get(), code, "a statement failed");
}

Statement Database::prepare(std::string_view statement) {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), statement.data(), static_cast<int>(statement.size()),
                                      SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  if (code != SQLITE_OK) fail_with(database_.get(), code, "a statement cannot be prepared");
  return Statement(database_.get(), prepared);
}

std::int64_t Database::last_insert_id() const { return sqlite3_last_insert_rowid(database_.get()); }
std::int64_t Database::changes() const { return sqlite3_changes64(database_.get()); }

int Database::user_version() {
  Statement statement = prepare("PRAGMA user_version");
  return statement.step() ? static_cast<int>(statement.integer(0)) : 0;
}

void Database::set_user_version(int version) { execute(fmt::format("PRAGMA user_version={}", version)); }

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.execute("ROLLBACK");
  } catch (const SqliteError&) {
    open_ = false;  // SQLite has rolled back by itself (disk full)
  }
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

namespace {

bool is_new(Database& database) {
  Statement statement = database.prepare("SELECT count(*) FROM sqlite_master");
  return statement.step() && statement.integer(0) == 0;
}

Database open_version(const std::filesystem::path& file, int version, const std::string& schema) {
  Database database(file);
  if (database.user_version() == version) return database;
  if (!is_new(database)) {
    const bool newer = database.user_version() > version;
    throw SqliteError(SQLITE_NOTADB,
                      newer ? "a newer version of Bibmill wrote it" : "an older version of Bibmill wrote it");
  }
  Transaction transaction(database);
  database.execute(schema);
  database.set_user_version(version);
  transaction.commit();
  return database;
}

std::filesystem::path move_aside(const std::filesystem::path& file) {
  std::filesystem::path aside;
  for (int number = 1; aside.empty() || std::filesystem::exists(aside); ++number) {
    aside = file;
    aside += fmt::format(".aside-{}", number);
  }
  std::filesystem::rename(file, aside);
  for (const char* const suffix : {"-wal", "-shm"}) {
    std::filesystem::path side = file;
    side += suffix;
    std::error_code ignored;
    std::filesystem::remove(side, ignored);
  }
  return aside;
}

}  // namespace

OpenedDatabase open_disposable_database(const std::filesystem::path& file, int version, const std::string& schema) {
  try {
    return {open_version(file, version, schema), std::nullopt};
  } catch (const SqliteError& error) {
    if (!error.damaged()) throw;
    const auto aside = move_aside(file);
    return {
        open_version(file, version, schema),
        fmt::format("{} cannot be used: {}. It was moved to {} and a new one was begun; only time is lost, since all "
                    "that it holds can be asked for again",
                    file.string(), error.what(), aside.string())};
  }
}

}  // namespace bibmill
