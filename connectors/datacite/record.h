// A DataCite record (REST API, data file) as a SourceRecord. Pure, thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "connectors/wire/json.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

/// `record` is a JSON:API resource object, or its attributes alone as in some dumps. nullopt when it names no DOI: all
/// other parts are optional, and malformed ones are left out. Rules: apis/datacite.md §4.
std::optional<SourceRecord> read_datacite_record(JsonView record);

/// The same from the bytes of one record. Error decode: not JSON, or no record with a DOI.
Result<SourceRecord> read_datacite_record(std::string_view json);

}  // namespace bibmill
