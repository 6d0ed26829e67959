// Deduplication of people: which authors of which records are one person. First form: by ORCID and by DBLP person id,
// never on a name.
#pragma once

#include <span>
#include <vector>

#include "normalizers/model/person_record.h"
#include "normalizers/model/record.h"

namespace bibmill {

/// One PersonRecord per person, in order of first mention, and fills Record::author_persons. Records that are `same_as`
/// another mention the same people again and make no new ones where the lists agree. Two authors of one record are
/// never joined, nor two different ORCIDs. Deterministic; uses the caller's TBB arena.
std::vector<PersonRecord> deduplicate_people(std::span<Record> records);

}  // namespace bibmill
