// SQLite with owners: Database, Statement, Transaction. Not thread-safe: one connection belongs to one thread. These
// throw SqliteError; the stores built on them turn it into Error storage at their own border.
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace bibmill {

class SqliteError : public std::runtime_error {
 public:
  SqliteError(int code, const std::string& message) : std::runtime_error(message), code_(code) {}
  /// The file is no database or is damaged: another file would help, another try would not.
  bool damaged() const;
  /// The disk is full; the message says what to do about it.
  bool full() const;

 private:
  int code_;
};

/// What went wrong in a state folder, and what a person can do about it: `remedy`, or where the disk is full to make
/// room, for which nothing else helps.
std::string with_remedy(const std::exception& why, std::string_view remedy);

/// A prepared statement. Parameters count from 1, columns from 0. Texts and blobs are copied in and out.
class Statement {
 public:
  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, std::string_view text);
  Statement& bind_blob(int parameter, std::string_view bytes);
  Statement& bind_null(int parameter);
  /// True with a row, false at the end.
  bool step();
  /// Runs to the end and is ready for other parameters.
  void run();
  void reset();
  std::int64_t integer(int column) const;
  std::string text(int column) const;
  bool is_null(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Statement(sqlite3* database, sqlite3_stmt* statement) : database_(database), statement_(statement) {}
  void check(int code) const;
  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// Resets a statement that is kept, also when something throws.
class StatementUse {
 public:
  explicit StatementUse(Statement& statement) : statement_(statement) {}
  ~StatementUse() { statement_.reset(); }
  StatementUse(const StatementUse&) = delete;
  StatementUse& operator=(const StatementUse&) = delete;

 private:
  Statement& statement_;
};

class Database {
 public:
  /// Opens or creates the file in WAL mode with synchronous=NORMAL: survives a crash of the process, and a power cut
  /// without damage.
  explicit Database(const std::filesystem::path& file);

  void execute(const std::string& statements);
  Statement prepare(std::string_view statement);
  std::int64_t last_insert_id() const;
  std::int64_t changes() const;
  int user_version();
  void set_user_version(int version);

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> database_;
};

/// Rolled back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

/// A database whose content can be had again: opened with `schema` and `version`; a damaged file, or one of another
/// version, is moved aside to "<file>.aside-N" and a new one is begun; `note` then says so. Throws SqliteError when
/// that does not help.
struct OpenedDatabase {
  Database database;
  std::optional<std::string> note;
};
OpenedDatabase open_disposable_database(const std::filesystem::path& file, int version, const std::string& schema);

}  // namespace bibmill
