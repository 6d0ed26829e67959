// The mirror image of work_json.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "normalizers/model/work.h"
#include "pipeline/record_json/json_reader.h"

namespace bibmill {

/// The list that write_people wrote. Where any person has a `person` id, `person_ids` gets one for each ("" where one
/// has none).
std::vector<Person> read_people(JsonReader& json, std::string_view key, std::vector<std::string>* person_ids = nullptr);

/// `type`, `title` and what write_work wrote.
Work read_work(JsonReader& json, std::vector<std::string>* person_ids = nullptr);

}  // namespace bibmill
