// What a person pinned, as the way of an entry uses it: a pinned identifier is no claim to be checked, it decides.
// Pure, thread-safe.
#pragma once

#include <cstdint>
#include <vector>

#include "normalizers/ids/identifier.h"
#include "normalizers/model/entry.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

std::vector<Identifier> pinned_identifiers(const Pin& pin);

/// Whether the record is known by an identifier that is pinned for the entry; by a DOI also under another name of it.
bool is_pinned(const Entry& entry, const SourceRecord& record);

/// The entry as it is looked for: with the pinned fields in place of the written ones, and both titles, of which one
/// is searched for. `entry.pin` must be set.
enum class SoughtTitle : std::uint8_t { written, pinned };
Entry with_pin(const Entry& entry, SoughtTitle sought);

}  // namespace bibmill
