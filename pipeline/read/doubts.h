// What a reader could not take at its word. Pure, thread-safe.
#pragma once

#include <optional>

#include "normalizers/model/entry.h"

namespace bibmill {

/// The `doi` field of an entry that gave no identifier: it holds none, or one of which a part may be missing. The entry
/// stands and keeps the field; it is looked for by what else it says.
std::optional<Reject> doubtful_doi(const Entry& entry);

}  // namespace bibmill
