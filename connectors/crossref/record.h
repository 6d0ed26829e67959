// A Crossref work object (REST API, public data file) as a SourceRecord. Pure, thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "connectors/wire/json.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

/// nullopt when the value is no object or names no DOI: all other parts are optional, and malformed ones are left out.
/// Rules: apis/crossref.md §6.
std::optional<SourceRecord> read_crossref_work(JsonView work);

/// The same from the bytes of one work. Error decode: not JSON, or no work with a DOI.
Result<SourceRecord> read_crossref_work(std::string_view json);

}  // namespace bibmill
