// What the members of a user's JSON object say about a paper. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "normalizers/model/entry.h"

namespace bibmill {

/// Fills an entry whose `fields` hold the members of a JSON object: strings decoded, other values as JSON text. Names
/// are those of our own records, of CSL, BibTeX and the search APIs, in any case: see json_fields.cpp. What is no field
/// of ours stays in `fields`.
void fill_from_json_fields(Entry& entry);

/// The strings of a JSON array of strings, or the text itself when it is none; empty ones left out.
std::vector<std::string> string_list(std::string_view value);

}  // namespace bibmill
