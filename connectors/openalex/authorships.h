// The people of an OpenAlex work. Pure, thread-safe.
#pragma once

#include <vector>

#include "connectors/wire/json.h"
#include "normalizers/model/person.h"

namespace bibmill {

/// In order, under the names that the work prints (the author's display name, where none is kept, is that of their own
/// disambiguation). An ORCID is the one the publisher gave, else the one their disambiguation guesses: a hint in both
/// cases. Affiliations are the raw strings; one has a ROR id only where it was resolved to exactly one institution, not
/// counting those that this one is part of.
std::vector<Person> read_openalex_authors(JsonView authorships);

}  // namespace bibmill
