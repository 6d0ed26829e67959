// Person: a mention of an author or editor in one record. The name is held in CSL's parts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "normalizers/ids/orcid.h"

namespace bibmill {

/// CSL name parts. Either `family` is set (with any of the others), or only `literal` (an organisation, a
/// collaboration, or a name that cannot be split). Printed names only: DBLP's " 0001" is part of the person's
/// identifier, never of this.
struct PersonName {
  std::string family;
  std::string given;
  std::string particle;  ///< "van der" (CSL non-dropping-particle)
  std::string suffix;    ///< "Jr.", "III"
  std::string literal;

  bool operator==(const PersonName&) const = default;
};

struct AuthorAffiliation {
  std::string name;                ///< as the source prints it, white space and entities normalised
  std::optional<std::string> ror;  ///< ROR id as full URL "https://ror.org/05dxps055"

  bool operator==(const AuthorAffiliation&) const = default;
};

struct Person {
  PersonName name;
  std::optional<Orcid> orcid;
  std::optional<std::string>
      dblp_person;  ///< DBLP person id "95/7448-1", or homonym name "Wei Wang 0001" where only that is given
  std::vector<AuthorAffiliation> affiliations;

  bool operator==(const Person&) const = default;
};

}  // namespace bibmill
