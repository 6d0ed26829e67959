// The citation keys that entries have already, read from the outputs of an earlier run.
#pragma once

#include <filesystem>

#include "pipeline/state/citation_keys.h"

namespace bibmill {

/// From the present `folder`/enriched.jsonl; empty when there is none. Lines that cannot be read are passed over.
KnownKeys keys_of_outputs(const std::filesystem::path& folder);

}  // namespace bibmill
