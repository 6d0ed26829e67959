// People as JSON inputs write them. Pure, thread-safe.
#pragma once

#include <simdjson.h>

#include <string_view>
#include <vector>

#include "normalizers/model/work.h"

namespace bibmill {

/// Adds the people that `value` names: a JSON array of names or of objects {family, given, …} or {name}, "A and B", "A;
/// B", "A, B". "et al." and "others" set work.authors_incomplete.
void add_people(Work& work, std::vector<Person>& people, std::string_view value);

/// A text with a name, or an object like CSL's or the search APIs' that has one. An empty text is no mistake.
bool names_somebody(const simdjson::dom::element& value);

}  // namespace bibmill
