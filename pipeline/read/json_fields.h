// What the members of a user's JSON object say about a paper. Pure, thread-safe.
#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

#include "normalizers/model/entry.h"

namespace bibmill {

/// Fills an entry from a JSON object; `fields` gets every member that is not null: strings decoded, other values as
/// JSON text. What names mean: json_names.h; what is no field of ours stays in `fields`. A value that its field cannot
/// take is left out and named in the result ("`title` should be a text").
std::vector<std::string> fill_from_json(Entry& entry, const simdjson::dom::object& object);

/// The strings of a JSON array of strings, or the text itself when it is none; empty ones left out.
std::vector<std::string> string_list(std::string_view value);

}  // namespace bibmill
