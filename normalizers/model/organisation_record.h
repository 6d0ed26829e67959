// OrganisationRecord: one organisation over all records of a run, as written to organisations.jsonl (schema 1).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace bibmill {

/// An affiliation string as written, and why it means this organisation.
struct OrganisationString {
  std::string text;
  std::size_t count = 0;  ///< uses over all records
  std::string reason;     ///< stable name of the deciding rule: "acronym_and_country", "exact_name"

  bool operator==(const OrganisationString&) const = default;
};

struct OrganisationRecord {
  std::string id;                      ///< the ROR id where there is one, else a stable id of ours
  std::optional<std::string> ror;      ///< full URL
  std::string name;                    ///< display name; the string itself where the organisation is unknown
  std::optional<std::string> country;  ///< ISO 3166-1 alpha-2
  std::vector<std::string> parents;    ///< ids of organisations this one is part of
  std::vector<OrganisationString> strings;

  bool operator==(const OrganisationRecord&) const = default;
};

}  // namespace bibmill
