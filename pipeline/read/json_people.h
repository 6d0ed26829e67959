// People as JSON inputs write them. Pure, thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "normalizers/model/work.h"

namespace bibmill {

/// Adds the people that `value` names: a JSON array of names or of objects {family, given, …} or {name}, "A and B", "A;
/// B", "A, B". "et al." and "others" set work.authors_incomplete.
void add_people(Work& work, std::vector<Person>& people, std::string_view value);

}  // namespace bibmill
