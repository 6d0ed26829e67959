// The organisations of a run: what each record's own affiliations and its authors' mean, and one OrganisationRecord for
// each. Pure but for the caller's TBB arena; deterministic.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "normalizers/affiliations/organisation_resolver.h"
#include "normalizers/model/organisation_record.h"
#include "normalizers/model/record.h"

namespace bibmill {

/// Fills status, ror, name and candidates of the record's affiliations, and the ROR ids that its authors' affiliations
/// lack. The authors' printed affiliations and the entry's other organisations are context for the entry's own.
void resolve_affiliations(Record& record, const OrganisationResolver& resolver);

/// The same for all records, and the organisations that they name, sorted by id; what is unknown or ambiguous has the
/// id "as-written:<text>" and the reason why.
std::vector<OrganisationRecord> resolve_organisations(std::span<Record> records, const OrganisationResolver& resolver);

}  // namespace bibmill
