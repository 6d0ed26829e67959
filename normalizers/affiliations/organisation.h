// Organisation: what is known about one organisation, from the curated table, the user's rows or ROR's data dump. A
// plain value; directories (organisation_directory.h) are built from them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bibmill {

enum class OrganisationNameKind : std::uint8_t {
  label,     ///< an official name, in any language
  alias,     ///< another name or usual spelling
  former,    ///< of an organisation that became this one
  inverted,  ///< "Sussex University" of the University of Sussex; counts only beside its city
  acronym,   ///< counts only as printed, case included
};

struct OrganisationName {
  std::string text;
  OrganisationNameKind kind = OrganisationNameKind::label;
  double share = 0;  ///< of an acronym: of its uses that mean this organisation, 0 to 1; 0 = not known

  bool operator==(const OrganisationName&) const = default;
};

struct Organisation {
  std::string id;                      ///< the ROR id where there is one, else a stable id of ours
  std::optional<std::string> ror;      ///< full URL; of a unit without a record of its own: its parent's
  std::string name;                    ///< display name
  std::vector<std::string> countries;  ///< ISO 3166-1 alpha-2; the first is shown
  std::vector<std::string> cities;     ///< as printed
  std::vector<OrganisationName> names;
  std::vector<std::string> parents;  ///< ids
  bool education = false;            ///< a university, college or school; false also where nothing is known
  bool preferred = false;  ///< where several share a name without anything that tells them apart, this one is meant

  bool operator==(const Organisation&) const = default;
};

}  // namespace bibmill
