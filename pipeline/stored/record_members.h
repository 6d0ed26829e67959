// The members of a line of enriched.jsonl, as config/schema/record.schema.json declares them. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bibmill {

/// What is wrong with the members of the line's object: one that is required is not there, one that is there is none of
/// ours (a misspelt name), or one is an empty text; nullopt: nothing. Reading a record tolerates that, for versions to
/// come; whether outputs are valid must not.
std::optional<std::string> member_problem(std::string_view json_line);

}  // namespace bibmill
