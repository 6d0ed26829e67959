// Creators and contributors of DataCite records. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "connectors/wire/json.h"
#include "normalizers/model/person.h"

namespace bibmill {

/// The people and organisations of a list, in its order; with `type`, only contributors of that contributorType.
/// Standard codes for unknown values ("(:unav)", "(:tba)", "[Unknown]") name nobody; one name that holds several,
/// separated by ";", gives several.
std::vector<Person> read_datacite_people(JsonView list, std::optional<std::string_view> type = std::nullopt);

/// plain_field, absent for DataCite's codes of unknown values (Metadata Schema 4, appendix "Standard values for unknown
/// information").
std::optional<std::string> known_field(JsonView value);

}  // namespace bibmill
