// Where an OpenAlex work is found: its own place of publication, and the copies and versions in other places. Pure,
// thread-safe.
#pragma once

#include <optional>

#include "connectors/wire/json.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

/// The location of the work's own DOI. Where none has it, the primary one, unless that is a repository: there lies a
/// copy. Absent when there is neither.
JsonView own_openalex_location(JsonView work, const std::optional<Doi>& doi);

/// Container, series, ISSN, publisher and licence from the work's own location. A repository, an archive and a platform
/// of e-books contain nothing.
void read_openalex_container(JsonView own_location, Work& work);

/// Every other location with an identifier is a relation: "preprint" where a paper's submitted version lies on arXiv or
/// elsewhere, "version" for all else.
void read_openalex_relations(JsonView locations, SourceRecord& record);

}  // namespace bibmill
