// An OpenAlex work object (API, snapshot) as a SourceRecord. Pure, thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "connectors/wire/json.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

/// nullopt when the value is no object with a work's id ("https://openalex.org/W…"): all other parts are optional, and
/// malformed ones are left out. OpenAlex merges preprint and paper into one work: what depends on where it appeared
/// (container, type, licence) is taken from the location of the work's own DOI, and other locations become relations.
/// Rules: apis/openalex.md.
std::optional<SourceRecord> read_openalex_work(JsonView work);

/// The same from the bytes of one work. Error decode: not JSON, or no work.
Result<SourceRecord> read_openalex_work(std::string_view json);

/// Whether a list has cut the authors of this work off: it says so, or has exactly the 100 that lists give.
bool has_cut_authors(JsonView work);

}  // namespace bibmill
