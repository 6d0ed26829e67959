// The citation keys that entries have already, read from the outputs of an earlier run.
#pragma once

#include <filesystem>

#include "pipeline/state/citation_keys.h"
#include "pipeline/state/state_store.h"

namespace bibmill {

/// From the present `folder`/enriched.jsonl; empty when there is none. Lines that cannot be read are passed over.
KnownKeys keys_of_outputs(const std::filesystem::path& folder);

/// Those of the state and those of the outputs; where both know an entry, the state does.
Result<KnownKeys> known_keys(StateStore& state, const std::filesystem::path& folder);

}  // namespace bibmill
