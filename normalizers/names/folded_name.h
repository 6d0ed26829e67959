// FoldedName: a name in the form comparisons need, computed once per name. Pure, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "normalizers/model/person.h"
#include "normalizers/names/person_name.h"

namespace bibmill {

struct FoldedName {
  std::string family;       ///< family_key without blanks: "vanderberg"; the folded literal for an organisation
  std::string family_core;  ///< the family name without its particle: "berg"
  std::vector<std::string>
      given;             ///< folded given names and initials in order: {"j", "rr"} are split to letters when initials
  bool literal = false;  ///< an organisation or a name that could not be split

  bool operator==(const FoldedName&) const = default;
};

FoldedName fold_name(const PersonName& name);

/// As compare_names of the names that were folded.
NameAgreement compare_names(const FoldedName& a, const FoldedName& b);

}  // namespace bibmill
