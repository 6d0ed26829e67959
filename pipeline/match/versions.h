// same_work: are two source records the same work, or versions of one (preprint and published, conference and journal)?
// Stricter than compare where titles differ: a preprint under another title needs an identifier link, or the same
// people and enough of the same content words (retitled.h); equal titles never suffice where both sides name people who
// do not agree. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "normalizers/model/match.h"
#include "pipeline/match/compare.h"
#include "pipeline/match/policy.h"

namespace bibmill {

/// Who else says that the two belong together.
enum class LinkedBy : std::uint8_t {
  nobody,  ///< only what the records themselves say
  entry,   ///< the entry gives identifiers or links of both, or identifies one and links the other
};

/// Symmetric in `a` and `b`. Match::accepted() tells whether they may be linked.
Match same_work(const SourceRecord& a, const SourceRecord& b, const MatchPolicy& policy,
                LinkedBy linked = LinkedBy::nobody);
Match same_work(const Subject& a, const Subject& b, const MatchPolicy& policy, LinkedBy linked = LinkedBy::nobody);

/// Which of the records found by the people of `work` may be linked to it, ascending: all that an identifier links or
/// that have its title; else the one under another title that surely is it, since people write many works together and
/// at most one of theirs is this one.
std::vector<std::size_t> surest_versions(const SourceRecord& work, std::span<const SourceRecord> candidates,
                                         const MatchPolicy& policy);

/// The table of rules, in order of precedence, as in compare.h.
std::span<const MatchRule> version_rules();

}  // namespace bibmill
