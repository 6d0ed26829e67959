// The tables of state.db, version by version.
#pragma once

#include "connectors/cache/sqlite.h"

namespace bibmill {

/// The version that this program writes.
inline constexpr int kStateVersion = 4;

/// Brings an empty database, or one of an older version, to kStateVersion in one transaction. Throws SqliteError.
void migrate_state(Database& database);

}  // namespace bibmill
