// FoldedName: a name in the form comparisons need, computed once per name. Pure, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "normalizers/model/person.h"
#include "normalizers/names/person_name.h"

namespace bibmill {

struct FoldedName {
  std::vector<std::string>
      family;  ///< folded words, particle first: {"van", "der", "berg"}; of the literal for an organisation
  std::vector<std::string> given;  ///< folded given names and initials in order; "J.R.R." and "JRR" are single letters
  std::string family_joined;       ///< family without blanks: "Al-Kiswany" and "Alkiswany" are equal
  std::string given_joined;
  /// Both again with ä ö ü ø å written out as ae oe ue oe aa; empty where the name has none of them. They are compared
  /// with the plain forms of the other name only, so that "Xue" never becomes "Xu".
  std::string family_expanded;
  std::string given_expanded;
  bool literal = false;  ///< an organisation, or a name that could not be split

  bool operator==(const FoldedName&) const = default;
};

FoldedName fold_name(const PersonName& name);

/// As compare_names of the names that were folded.
NameAgreement compare_names(const FoldedName& a, const FoldedName& b);

}  // namespace bibmill
