// One line of doi.org's registration-agency answer. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "connectors/wire/json.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

struct AgencyLine {
  std::string subject;                 ///< prefix or DOI, lower-case
  std::optional<SourceRecord> record;  ///< with its agency; absent when there is none
};

/// nullopt when the value is no line of that answer: an object with "DOI" and either "RA" or "status".
std::optional<AgencyLine> read_agency_line(JsonView line);

/// "Data Cite" and "DataCite" → "datacite".
std::string canonical_agency(std::string_view name);

}  // namespace bibmill
