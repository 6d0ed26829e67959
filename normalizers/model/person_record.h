// PersonRecord: one person over all records of a run, as written to people.jsonl (schema 1). Made by deduplication.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "normalizers/ids/orcid.h"
#include "normalizers/model/person.h"

namespace bibmill {

/// An affiliation that sources print for this person, and the years of the works that do.
struct PersonAffiliation {
  std::string name;
  std::optional<std::string> ror;  ///< full URL
  std::vector<int> years;          ///< ascending, each once; empty where no work has a date

  bool operator==(const PersonAffiliation&) const = default;
};

/// Why one author of one record was joined to this person.
struct PersonEvidence {
  std::string record;      ///< Record::id
  std::size_t author = 0;  ///< position in that record's authors, from 0
  std::string reason;      ///< stable name: "orcid", "dblp_person", "name_and_coauthor", "alone"
  std::string value;       ///< what was equal: the ORCID, the DBLP person id, the co-author; empty for "alone"

  bool operator==(const PersonEvidence&) const = default;
};

struct PersonRecord {
  std::string id;                 ///< stable over runs; Record::author_persons refers to it
  std::vector<PersonName> names;  ///< distinct printed names, the preferred one first
  std::optional<Orcid> orcid;
  std::optional<std::string> dblp_person;
  std::vector<PersonAffiliation> affiliations;
  std::vector<std::string> works;        ///< Record ids, in input order
  std::vector<PersonEvidence> evidence;  ///< one for each joined mention, in input order

  bool operator==(const PersonRecord&) const = default;
};

}  // namespace bibmill
