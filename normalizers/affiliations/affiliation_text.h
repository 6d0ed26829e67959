// Affiliations as printed, taken apart: several organisations in one string, and the parts of one. Pure, thread-safe.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/affiliations/words.h"

namespace bibmill {

/// Without what is no name: character entities decoded, e-mail addresses, URLs and footnote marks removed, white space
/// collapsed. "1Dept. of CS, X Univ., x@y.edu" → "Dept. of CS, X Univ."
std::string clean_affiliation(std::string_view text);

/// Whether a text is the name of an organisation that somebody knows.
using IsKnownName = std::function<bool(std::string_view)>;

/// The organisations of one printed string, each with its parts: split at ";", "|", line ends, numbered footnote marks,
/// and at "&", "/", "and" only where both sides are organisations of their own. "SJTU & Huawei" is two; "AT&T", "Texas
/// A & M University", "Johnson & Johnson", "SIAT, CAS", "College of Intelligence & Computing, Tianjin University" are
/// one. `is_known` decides first where it is given: a joined name that is known is never split.
std::vector<std::string> split_organisations(std::string_view text, const IsKnownName& is_known = {});

/// One organisation's affiliation, part by part. Texts as printed, without the post code.
struct AffiliationParts {
  std::vector<std::string> units;          ///< "School of Computer Science"; outermost last, as printed
  std::vector<std::string> organisations;  ///< "Institute of Software", "Chinese Academy of Sciences"
  std::optional<std::string> city;
  std::optional<std::string> post_code;
  std::string_view country_codes;  ///< ISO 3166-1 alpha-2, several where the name is shared ("GE US"); empty = none

  bool operator==(const AffiliationParts&) const = default;
};

AffiliationParts parse_affiliation(std::string_view text);

}  // namespace bibmill
