// Which mentions are one person: identifiers first, then compatible names with evidence. Deterministic; parallel over
// blocks of names, joined sequentially. Never joined: two authors of one work, different ORCIDs, different DBLP
// persons, and names with nothing else in common.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "normalizers/model/record.h"
#include "pipeline/people/model.h"
#include "pipeline/people/traits.h"

namespace bibmill {

/// The smallest mention of each mention's person.
std::vector<std::uint32_t> cluster_people(std::span<const Record> records, const PeopleTraits& traits,
                                          const PeopleModel& model);

/// Every pair of mentions of compatible names that clustering compares, with its evidence, block by block: what the
/// weights are learned from. Not parallel.
void each_compared_pair(std::span<const Record> records, const PeopleTraits& traits, const PeopleModel& model,
                        const std::function<void(std::uint32_t a, std::uint32_t b, const PairEvidence&)>& use);

}  // namespace bibmill
