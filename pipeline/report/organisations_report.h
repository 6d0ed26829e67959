// What a run made of its affiliations, for people: what was merged, what was kept apart, what is open. Pure.
#pragma once

#include <span>
#include <string>

#include "normalizers/model/organisation_record.h"

namespace bibmill {

/// Sections: organisations that several strings were merged into, homonyms kept apart (one string, several
/// organisations; one name, several countries), ambiguous and unknown strings, each with its uses, most used first.
std::string describe_organisations(std::span<const OrganisationRecord> organisations);

/// Strings whose organisation is unknown or ambiguous.
std::size_t count_open(std::span<const OrganisationRecord> organisations);

}  // namespace bibmill
