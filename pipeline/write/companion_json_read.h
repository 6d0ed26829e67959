// Reads back what companion_json.h writes. Pure, thread-safe.
#pragma once

#include <string_view>

#include "normalizers/base/result.h"
#include "normalizers/model/organisation_record.h"

namespace bibmill {

/// One line of organisations.jsonl. Error decode: no such line, with what is wrong.
Result<OrganisationRecord> read_organisation(std::string_view json_line);

}  // namespace bibmill
