// What keeps cache.db from growing for ever.
#pragma once

#include <chrono>

#include "connectors/source_stack.h"
#include "pipeline/state/state_store.h"

namespace bibmill {

/// Deletes, at most once a day, answers that expired longer than `keep` ago. Error storage.
Result<void> tidy_cache(SourceStack& stack, StateStore& state, Clock::WallTime now, std::chrono::seconds keep);

}  // namespace bibmill
