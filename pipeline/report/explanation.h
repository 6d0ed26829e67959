// Explanation: everything that led to one record, for the person who asks "why on earth did it choose that?". Pure.
#pragma once

#include <map>
#include <string>

#include "normalizers/model/person_record.h"
#include "normalizers/model/record.h"

namespace bibmill {

/// Plain text, safe on a terminal, in sections: the decision and its reason; every candidate with its features; each
/// field's source and the values that lost; versions, conflicts, updates, people, affiliations, sources that could not
/// be asked. A section without content is left out. `people` holds the persons of the record's authors by id; those
/// that it lacks are passed over.
std::string explain(const Record& record, const std::map<std::string, PersonRecord>& people);

}  // namespace bibmill
