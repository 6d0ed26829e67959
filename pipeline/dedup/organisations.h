// The affiliation strings of a run, one record per distinct string until organisations are resolved to ROR.
#pragma once

#include <span>
#include <vector>

#include "normalizers/model/organisation_record.h"
#include "normalizers/model/record.h"

namespace bibmill {

/// One OrganisationRecord per distinct string of the entries' own affiliation lines, sorted by string; reason
/// "unresolved".
std::vector<OrganisationRecord> collect_organisations(std::span<const Record> records);

}  // namespace bibmill
