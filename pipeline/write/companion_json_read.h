// Reads back what companion_json.h writes. Pure, thread-safe.
#pragma once

#include <string_view>

#include "normalizers/base/result.h"
#include "normalizers/model/organisation_record.h"
#include "normalizers/model/person_record.h"

namespace bibmill {

/// The PersonRecord that to_json_line wrote, but for the years of its affiliations. Keys we do not know are skipped.
/// Error (decode) names what cannot be read.
Result<PersonRecord> parse_person(std::string_view json_line);

/// One line of organisations.jsonl. Error decode: no such line, with what is wrong.
Result<OrganisationRecord> read_organisation(std::string_view json_line);

}  // namespace bibmill
