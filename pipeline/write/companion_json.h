// One line each of people.jsonl, organisations.jsonl, rejects.jsonl and changes.jsonl
// (config/schema/person.schema.json, organisation.schema.json, change.schema.json). The rules of record_json.h hold:
// fixed key order, absent is left out. Pure, thread-safe.
#pragma once

#include <string>

#include "normalizers/model/change.h"
#include "normalizers/model/entry.h"
#include "normalizers/model/organisation_record.h"
#include "normalizers/model/person_record.h"

namespace bibmill {

/// `id`, `names` (CSL name parts, the preferred one first), `orcid`, `dblp_person`, `affiliations` [{`name`, `ror`,
/// `years`}], `works` (record ids), `evidence` [{`record`, `author` (from 0), `reason`, `value`}].
std::string to_json_line(const PersonRecord& person);

/// `id`, `ror`, `name`, `country`, `parents` (ids), `strings` [{`text`, `count`, `reason`}].
std::string to_json_line(const OrganisationRecord& organisation);

/// `file`, `line`, `column` (where known), `reason`, `text`.
std::string to_json_line(const Reject& reject);

/// `change` (the kind), `id`, `file`, `line` (where known), `title`, `field`, `before`, `after`, `source`, `source_id`.
std::string to_json_line(const Change& change);

}  // namespace bibmill
