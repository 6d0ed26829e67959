// Deduplication of people: which authors of which records are one person. By ORCID and DBLP person id, then by
// compatible names with evidence (co-authors, affiliations, venues, topics), never on a name alone.
#pragma once

#include <span>
#include <vector>

#include "normalizers/model/person_record.h"
#include "normalizers/model/record.h"
#include "pipeline/people/model.h"

namespace bibmill {

/// One PersonRecord per person, in order of first mention, and fills Record::author_persons. Records that are `same_as`
/// another mention the same people again and make no new ones where the lists agree. Two authors of one record are
/// never joined, nor two different ORCIDs. Needs Record::id of all. Who is joined does not depend on the order of the
/// records nor on threads. Uses the caller's TBB arena.
std::vector<PersonRecord> deduplicate_people(std::span<Record> records,
                                             const PeopleModel& model = shipped_people_model());

}  // namespace bibmill
