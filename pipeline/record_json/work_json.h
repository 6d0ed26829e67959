// The bibliographic fields of a Work as JSON members: the same names and shapes in a record, in its `entry` and in its
// candidates.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "normalizers/model/work.h"
#include "pipeline/record_json/json_writer.h"

namespace bibmill {

/// CSL name parts as members of the object that is open: `family`, `given`, `particle`, `suffix`, or `literal`.
void write_name(JsonWriter& json, const PersonName& name);

/// `"authors":[…]` (or another name); nothing where there are none. `person_ids`, where not empty, has one id for each
/// person.
void write_people(JsonWriter& json, std::string_view name, const std::vector<Person>& people,
                  std::span<const std::string> person_ids = {});

/// The fields from `authors` to `license`, then those that only rendering needs (`other_titles`, `editors`, …).
/// `type` and `title` are the caller's: they come earlier in the line.
void write_work(JsonWriter& json, const Work& work, std::span<const std::string> person_ids = {});

}  // namespace bibmill
