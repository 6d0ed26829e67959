#include "pipeline/state/state_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "connectors/cache/compression.h"
#include "connectors/cache/sqlite.h"
#include "pipeline/state/state_schema.h"

namespace bibmill {
namespace {

Error unusable(const std::filesystem::path& file, const std::string& why) {
  return Error(ErrorKind::storage, "cannot use " + file.string() + ": " + why);
}

Error unusable(const std::filesystem::path& file, const std::exception& error) {
  const auto* const sqlite = dynamic_cast<const SqliteError*>(&error);
  return unusable(file, with_remedy(error, sqlite != nullptr && sqlite->damaged()
                                               ? "restore it from a backup; or move it away: then every entry is due "
                                                 "again, and citation keys are taken from the outputs that are there"
                                               : "make it writable, or choose another folder with --state"));
}

Status parse_status(std::string_view name) {
  for (const Status status : {Status::resolved, Status::ambiguous, Status::not_found}) {
    if (to_string(status) == name) return status;
  }
  return Status::failed;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    lines.emplace_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

/// Of a row of identity, user_key, identifiers, title and file.
EntryFacts facts_of(const Statement& row) {
  return {row.text(0), row.text(1), split_lines(row.text(2)), row.text(3), row.text(4)};
}

}  // namespace

struct StateStore::Parts {
  Parts(std::filesystem::path file_in, Database database_in)
      : file(std::move(file_in)),
        database(std::move(database_in)),
        select_body(database.prepare("SELECT body FROM records WHERE id = ?1")) {}

  /// `work()`, with what it throws as an Error.
  template <class Work>
  auto guarded(Work work) -> Result<decltype(work())> {
    try {
      if constexpr (std::is_void_v<decltype(work())>) {
        work();
        return {};
      } else {
        return work();
      }
    } catch (const std::exception& error) {
      return tl::unexpected(unusable(file, error));
    }
  }

  std::filesystem::path file;
  Database database;
  Statement select_body;
  Compressor compressor;
};

Result<StateStore> StateStore::open(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "state.db";
  try {
    std::filesystem::create_directories(folder);
    Database database(file);
    const int version = database.user_version();
    if (version > kStateVersion) {
      return tl::unexpected(unusable(
          file,
          fmt::format("a newer version of Bibmill wrote it (its format is {}, this version knows {}). It is left as "
                      "it is, since it cannot be had again: use that version, or another folder with --state",
                      version, kStateVersion)));
    }
    migrate_state(database);
    return StateStore(std::make_unique<Parts>(file, std::move(database)));
  } catch (const std::exception& error) {
    return tl::unexpected(unusable(file, error));
  }
}

StateStore::StateStore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
StateStore::~StateStore() = default;
StateStore::StateStore(StateStore&&) noexcept = default;
StateStore& StateStore::operator=(StateStore&&) noexcept = default;

Result<std::unordered_map<std::string, EntryState>> StateStore::entries() {
  return parts_->guarded([this] {
    std::unordered_map<std::string, EntryState> entries;
    Statement select = parts_->database.prepare(
        "SELECT identity, key, file, heir, input, decider, content, status, attempted, due, misses, record, "
        "told, told_record, unresolved_since FROM entries");
    while (select.step()) {
      EntryState& entry = entries[select.text(0)];
      entry.key = select.text(1);
      entry.file = select.text(2);
      entry.heir = select.text(3);
      entry.input = select.text(4);
      entry.decider = select.text(5);
      entry.content = select.text(6);
      entry.status = parse_status(select.text(7));
      entry.attempted = select.integer(8);
      entry.due = select.integer(9);
      entry.misses = static_cast<int>(select.integer(10));
      if (!select.is_null(11)) entry.record = select.integer(11);
      entry.told = static_cast<Told>(std::clamp<std::int64_t>(select.integer(12), 0, 2));
      if (!select.is_null(13)) entry.told_record = select.integer(13);
      entry.unresolved_since = select.integer(14);
    }
    return entries;
  });
}

Result<KnownKeys> StateStore::known_keys() {
  return parts_->guarded([this] {
    KnownKeys keys;
    Statement select = parts_->database.prepare("SELECT identity, key FROM entries WHERE key <> ''");
    while (select.step()) keys.emplace(select.text(0), select.text(1));
    return keys;
  });
}

Result<std::vector<EntryFacts>> StateStore::facts_in(std::span<const std::string> files) {
  return parts_->guarded([&] {
    std::vector<EntryFacts> found;
    Statement select = parts_->database.prepare(
        "SELECT identity, user_key, identifiers, title, file FROM entries WHERE file = ?1 AND heir = ''");
    for (const std::string& file : files) {
      const StatementUse use(select);
      select.bind(1, std::string_view(file));
      while (select.step()) found.push_back(facts_of(select));
    }
    return found;
  });
}

Result<std::optional<EntryFacts>> StateStore::facts_named(std::string_view identity, std::string_view key) {
  return parts_->guarded([&]() -> std::optional<EntryFacts> {
    Statement select = parts_->database.prepare(
        "SELECT identity, user_key, identifiers, title, file FROM entries WHERE identity = ?1"
        " OR (key = ?2 AND key <> '' AND heir = '') ORDER BY identity <> ?1, identity LIMIT 1");
    select.bind(1, identity).bind(2, key);
    return select.step() ? std::optional(facts_of(select)) : std::nullopt;
  });
}

Result<std::string> StateStore::packed_record(std::int64_t record) {
  return parts_->guarded([&] {
    Statement& select = parts_->select_body;
    const StatementUse use(select);
    select.bind(1, record);
    return select.step() ? select.text(0) : std::string();
  });
}

namespace {

/// The bodies of one transaction.
class BodyStore {
 public:
  explicit BodyStore(Database& database)
      : database_(database),
        find_(database.prepare("SELECT record FROM entries WHERE identity = ?1 AND record IS NOT NULL"
                               " AND (told <> 1 OR told_record IS NOT NULL)")),
        replace_(database.prepare("INSERT OR REPLACE INTO records (id, body) VALUES (?1, ?2)")),
        insert_(database.prepare("INSERT INTO records (body) VALUES (?1)")) {}

  /// In place of the entry's earlier Record, if it has one and nobody was told of it. Returns records.id.
  std::int64_t store(const std::string& identity, std::string_view packed) {
    const StatementUse use(find_);
    find_.bind(1, std::string_view(identity));
    if (find_.step()) {
      const std::int64_t id = find_.integer(0);
      replace_.bind(1, id).bind_blob(2, packed).run();
      return id;
    }
    insert_.bind_blob(1, packed).run();
    return database_.last_insert_id();
  }

 private:
  Database& database_;
  Statement find_;
  Statement replace_;
  Statement insert_;
};

}  // namespace

Result<void> StateStore::put(std::span<const FinishedEntry> finished) {
  return parts_->guarded([&] {
    std::vector<std::string> packed;
    for (const FinishedEntry& entry : finished) packed.push_back(parts_->compressor.compress(entry.json));
    Transaction transaction(parts_->database);
    BodyStore bodies(parts_->database);
    Statement upsert = parts_->database.prepare(
        "INSERT INTO entries (identity, key, input, decider, content, status, attempted, due, misses, record,"
        " unresolved_since)"
        " VALUES (?1, '', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
        " ON CONFLICT (identity) DO UPDATE SET input = excluded.input,"
        " decider = excluded.decider, content = excluded.content, status = excluded.status,"
        " attempted = excluded.attempted, due = excluded.due, misses = excluded.misses, record = excluded.record,"
        " unresolved_since = excluded.unresolved_since,"
        " told_record = CASE WHEN told = 1 AND told_record IS NULL THEN record ELSE told_record END");
    for (std::size_t i = 0; i < finished.size(); ++i) {
      const EntryState& state = finished[i].state;
      const std::int64_t record = bodies.store(finished[i].identity, packed[i]);
      upsert.bind(1, std::string_view(finished[i].identity)).bind(2, std::string_view(state.input));
      upsert.bind(3, std::string_view(state.decider)).bind(4, std::string_view(state.content));
      upsert.bind(5, to_string(state.status)).bind(6, state.attempted).bind(7, state.due);
      upsert.bind(8, std::int64_t{state.misses}).bind(9, record).bind(10, state.unresolved_since).run();
    }
    transaction.commit();
  });
}

Result<void> StateStore::remember(std::span<const GivenKey> keys) {
  return parts_->guarded([&] {
    Transaction transaction(parts_->database);
    Statement upsert = parts_->database.prepare(
        "INSERT INTO entries (identity, key, user_key, identifiers, title, file) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        " ON CONFLICT (identity) DO UPDATE SET key = excluded.key, user_key = excluded.user_key,"
        " identifiers = excluded.identifiers, title = excluded.title, file = excluded.file, heir = ''");
    Statement pass_on = parts_->database.prepare("UPDATE entries SET heir = ?2 WHERE identity = ?1");
    for (const GivenKey& given : keys) {
      const EntryFacts& facts = given.facts;
      const std::string identifiers = fmt::format("{}", fmt::join(facts.identifiers, "\n"));
      upsert.bind(1, std::string_view(facts.identity)).bind(2, std::string_view(given.key));
      upsert.bind(3, std::string_view(facts.user_key)).bind(4, std::string_view(identifiers));
      upsert.bind(5, std::string_view(facts.title)).bind(6, std::string_view(facts.file)).run();
      if (given.continues.empty()) continue;
      pass_on.bind(1, std::string_view(given.continues)).bind(2, std::string_view(facts.identity)).run();
    }
    transaction.commit();
  });
}

Result<std::optional<WrittenOutputs>> StateStore::outputs(const std::filesystem::path& folder) {
  return parts_->guarded([&]() -> std::optional<WrittenOutputs> {
    const std::string name = std::filesystem::absolute(folder).lexically_normal().string();
    Statement select = parts_->database.prepare("SELECT fingerprint, report FROM outputs WHERE folder = ?1");
    select.bind(1, std::string_view(name));
    if (!select.step()) return std::nullopt;
    return WrittenOutputs{select.text(0), select.text(1)};
  });
}

Result<void> StateStore::set_outputs(const std::filesystem::path& folder, const WrittenOutputs& written,
                                     const ToldEntries& told) {
  return parts_->guarded([&] {
    const std::string name = std::filesystem::absolute(folder).lexically_normal().string();
    Transaction transaction(parts_->database);
    parts_->database.prepare("INSERT OR REPLACE INTO outputs (folder, fingerprint, report) VALUES (?1, ?2, ?3)")
        .bind(1, std::string_view(name))
        .bind(2, std::string_view(written.fingerprint))
        .bind(3, std::string_view(written.report))
        .run();
    Statement forget = parts_->database.prepare(
        "DELETE FROM records WHERE id = (SELECT told_record FROM entries WHERE identity = ?1)");
    Statement tell = parts_->database.prepare("UPDATE entries SET told = ?2, told_record = NULL WHERE identity = ?1");
    for (const auto& [identities, state] :
         {std::pair(&told.present, Told::its_record), {&told.gone, Told::that_it_is_gone}}) {
      for (const std::string& identity : *identities) {
        forget.bind(1, std::string_view(identity)).run();
        tell.bind(1, std::string_view(identity)).bind(2, static_cast<std::int64_t>(state)).run();
      }
    }
    transaction.commit();
  });
}

Result<std::optional<std::int64_t>> StateStore::note(const std::string& name) {
  return parts_->guarded([&]() -> std::optional<std::int64_t> {
    Statement select = parts_->database.prepare("SELECT value FROM notes WHERE name = ?1");
    select.bind(1, std::string_view(name));
    return select.step() ? std::optional(select.integer(0)) : std::nullopt;
  });
}

Result<void> StateStore::set_note(const std::string& name, std::int64_t value) {
  return parts_->guarded([&] {
    parts_->database.prepare("INSERT OR REPLACE INTO notes (name, value) VALUES (?1, ?2)")
        .bind(1, std::string_view(name))
        .bind(2, value)
        .run();
  });
}

}  // namespace bibmill
