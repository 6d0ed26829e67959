// MatchPolicy: what the user may decide about accepting a match. Plain values; the pipeline fills them from the
// settings
// ([match] and resolve.denied_prefixes in defaults.toml), because matching itself knows no configuration.
#pragma once

#include <string>
#include <vector>

#include "normalizers/affiliations/organisation_resolver.h"
#include "normalizers/venues/venue_table.h"

namespace bibmill {

/// Raised with every change of pipeline/match that may decide otherwise: Records of earlier versions are then computed
/// again.
inline constexpr int kMatchVersion = 2;

struct MatchPolicy {
  double accept_probability = 0.9;           ///< a candidate is accepted from here
  double accept_title_only = 0.97;           ///< ... where the entry gives a title and nothing else to check it against
  double runner_up_gap = 0.2;                ///< and the next candidate that is another work is at least so far behind
  std::vector<std::string> denied_prefixes;  ///< DOI prefixes ("10.5555") whose records are never accepted
  const VenueTable* venues = nullptr;        ///< names of one venue that letters cannot tell; not owned, may be absent

  /// What affiliations mean; without it they are compared by their letters. Not owned, may be absent.
  const OrganisationResolver* organisations = nullptr;

  bool operator==(const MatchPolicy&) const = default;
};

}  // namespace bibmill
