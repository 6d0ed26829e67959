#include "pipeline/state/state_schema.h"

#include <array>

namespace bibmill {
namespace {

/// kSteps[v] leads from version v to v + 1. A step that was released is never changed.
constexpr std::array<const char*, kStateVersion> kSteps = {
    R"sql(
  CREATE TABLE entries (
    identity TEXT PRIMARY KEY,  -- hash of what the user wrote, with its occurrence
    key TEXT NOT NULL           -- citation key: once given, never given to another entry; '' before
  ) WITHOUT ROWID;
)sql",
    R"sql(
  ALTER TABLE entries ADD COLUMN user_key TEXT NOT NULL DEFAULT '';
  ALTER TABLE entries ADD COLUMN identifiers TEXT NOT NULL DEFAULT '';  -- "doi:…", one a line
  ALTER TABLE entries ADD COLUMN title TEXT NOT NULL DEFAULT '';        -- folded
  ALTER TABLE entries ADD COLUMN file TEXT NOT NULL DEFAULT '';         -- list it was last seen in
  ALTER TABLE entries ADD COLUMN heir TEXT NOT NULL DEFAULT '';         -- identity of the entry that continues it
  ALTER TABLE entries ADD COLUMN input TEXT NOT NULL DEFAULT '';        -- fingerprint of what was read
  ALTER TABLE entries ADD COLUMN decider TEXT NOT NULL DEFAULT '';      -- fingerprint of what decided the record
  ALTER TABLE entries ADD COLUMN content TEXT NOT NULL DEFAULT '';      -- fingerprint of the record itself
  ALTER TABLE entries ADD COLUMN status TEXT NOT NULL DEFAULT '';
  ALTER TABLE entries ADD COLUMN attempted INTEGER NOT NULL DEFAULT 0;  -- seconds since 1970
  ALTER TABLE entries ADD COLUMN due INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE entries ADD COLUMN misses INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE entries ADD COLUMN record INTEGER;                        -- records.id
  CREATE TABLE records (                                                -- apart: entries stay small to read
    id INTEGER PRIMARY KEY,
    body BLOB NOT NULL  -- zstd of the record as in enriched.jsonl, without `entry` and what deduplication adds
  );
  CREATE TABLE outputs (       -- by folder: what it was last written from
    folder TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    report TEXT NOT NULL      -- JSON: the numbers of that run, and the entries that need a person's eye
  ) WITHOUT ROWID;
  CREATE TABLE notes (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
)sql",
    R"sql(
  ALTER TABLE entries ADD COLUMN told INTEGER NOT NULL DEFAULT 0;  -- 1: a run that ended told of it; 2: that it is gone
  ALTER TABLE entries ADD COLUMN told_record INTEGER;  -- records.id of what was told, where a later run made another
  UPDATE entries SET told = 1 WHERE record IS NOT NULL;
)sql",
    R"sql(
  ALTER TABLE entries ADD COLUMN unresolved_since INTEGER NOT NULL DEFAULT 0;  -- seconds since 1970; 0 = it is resolved
  UPDATE entries SET unresolved_since = attempted WHERE status <> '' AND status <> 'resolved';
)sql",
};

}  // namespace

void migrate_state(Database& database) {
  if (database.user_version() == kStateVersion) return;
  Transaction transaction(database);
  // Asked again: another process may have been faster.
  for (int version = database.user_version(); version < kStateVersion; ++version)
    database.execute(kSteps[static_cast<std::size_t>(version)]);
  database.set_user_version(kStateVersion);
  transaction.commit();
}

}  // namespace bibmill
