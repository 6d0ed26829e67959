// The organisations of a side of a comparison, so that "SIAT, CAS" and "Shenzhen Institutes of Advanced Technology,
// Chinese Academy of Sciences" agree whatever their letters. Pure, thread-safe.
#pragma once

#include "normalizers/affiliations/organisation_resolver.h"
#include "pipeline/match/subject.h"

namespace bibmill {

/// Fills subject.organisations from its affiliations; nothing where `resolver` is null.
void name_organisations(Subject& subject, const OrganisationResolver* resolver);

/// Whether the affiliation at position `i` of `a` means an organisation of `b`, or a unit or parent of one.
bool shares_organisation(const Subject& a, std::size_t i, const Subject& b);

}  // namespace bibmill
