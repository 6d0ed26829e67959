// From the records of a dump to organisations: successors are followed, so that a renamed or merged organisation is
// found by its old names as what it is now. Pure.
#pragma once

#include <vector>

#include "connectors/ror/record.h"

namespace bibmill {

/// Sorted by id. An inactive or withdrawn record with one successor, directly or in steps, gives its names to that
/// successor (OrganisationNameKind::former). Without a successor, or with several, an inactive one stays what it is and
/// a withdrawn one is left out. Organisations that only relations name (the dump is a part of ROR) are known by their
/// label; their country is that of the label or of the records that name them, where these agree.
std::vector<Organisation> organisations_of(std::vector<RorRecord> records);

}  // namespace bibmill
