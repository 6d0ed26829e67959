// Deduplication of works: entries of the input that turned out to be the same work, by equal DOI, arXiv id or DBLP key,
// or because title and people say so although their identifiers do not.
#pragma once

#include <span>

#include "normalizers/model/record.h"
#include "pipeline/match/policy.h"

namespace bibmill {

/// Of records that are one work, sets `same_as` of every later one to the id of the earliest, and lists the
/// later ones in its `duplicates`. Nothing is removed: both places stay listed. Records share an identifier (their own
/// or one of their versions'), or are accepted by same_work; two published works with different DOIs are never one by
/// title and people alone, as a journal version is a work to cite of its own. Of what is not resolved, entries with
/// an identifier and the title in common (or both without one) are one: an identifier alone may be a mistake.
/// Deterministic; uses the caller's TBB arena.
void deduplicate_works(std::span<Record> records, const MatchPolicy& policy);

}  // namespace bibmill
