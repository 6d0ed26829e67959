// One hit of DBLP's publication search.
#pragma once

#include "connectors/wire/json.h"
#include "normalizers/base/result.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

/// Reads one element of result.hits.hit. Lists of one come as their element, texts hold HTML entities, DOIs are
/// upper-case and sometimes no DOI at all. Error decode: the hit has no key.
Result<SourceRecord> decode_rest_hit(JsonView hit);

}  // namespace bibmill
