// Values in a user's JSON object that are of no use for the field they stand in. Pure, thread-safe.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>

#include "pipeline/read/json_names.h"

namespace bibmill {

/// What `value` should be ("a text", "a year or a date"), or nullopt when the field can take it. null and empty texts
/// are absent, not wrong.
std::optional<std::string> misfit(JsonField field, const simdjson::dom::element& value);

}  // namespace bibmill
