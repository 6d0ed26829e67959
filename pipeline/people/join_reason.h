// Why an author of one work was joined to a person, for people.jsonl. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <span>

#include "normalizers/model/person_record.h"
#include "normalizers/model/record.h"
#include "pipeline/people/traits.h"

namespace bibmill {

/// `mentions`: all of the person, this one among them. The strongest that holds: "orcid", "dblp_person",
/// "name_and_coauthor" (value: the co-author with the rarest name), "name_and_affiliation" (as printed here),
/// "name_and_circle" (a co-author who wrote elsewhere with one of the other work's), "name_and_venue", "name_and_topic"
/// (title of another work with words of this one); "alone" for a person of one mention.
PersonEvidence join_reason(std::span<const Record> records, const PeopleTraits& traits,
                           std::span<const std::uint32_t> mentions, std::uint32_t mention);

}  // namespace bibmill
