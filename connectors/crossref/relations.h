// How Crossref says that works belong together: relations, update notices, aliases. Pure, thread-safe.
#pragma once

#include "connectors/wire/json.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

/// Fills relations, updates, is_notice and aliases of `record`, whose DOI is already set.
void read_crossref_relations(JsonView work, SourceRecord& record);

}  // namespace bibmill
