// Deduplication of works: entries of the input that turned out to be the same work, by equal DOI, arXiv id or DBLP key.
#pragma once

#include <span>

#include "normalizers/model/record.h"

namespace bibmill {

/// Sets `same_as` of every resolved record that shares an identifier (its own or one of its versions') with an earlier
/// one to the id of the earliest. Nothing is removed: both places stay listed. Deterministic; uses the caller's TBB
/// arena.
void deduplicate_works(std::span<Record> records);

}  // namespace bibmill
