// OrganisationResolver: which organisations an affiliation means. A short name ("HUST", "Georgia Tech", "SIAT, CAS") is
// looked up as a whole and decided by what is known around it; a printed affiliation is read for its mentions. Never
// wrong rather than missing: what stays open is ambiguous and keeps its candidates. Pure; thread-safe; must not outlive
// the directories.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/affiliations/mentions.h"

namespace bibmill {

/// What else is known about the paper that an affiliation stands beside.
struct AffiliationContext {
  std::vector<std::string> organisations;  ///< ids that its authors' printed affiliations resolve to, parents included
  std::vector<std::string> countries;      ///< of its other organisations, one for each
};

enum class AffiliationStatus : std::uint8_t { unknown, ambiguous, matched };

/// "unknown", "ambiguous", "matched", as outputs spell them.
std::string_view to_string(AffiliationStatus status);

struct ResolvedOrganisation {
  std::string id;
  std::string ror;  ///< of a unit without a record of its own: its parent's; empty = none
  std::string name;
  std::string country;
  std::vector<std::string> parents;
  double probability = 0;  ///< among the candidates

  bool operator==(const ResolvedOrganisation&) const = default;
};

struct AffiliationVerdict {
  AffiliationStatus status = AffiliationStatus::unknown;
  std::string_view reason = "unknown_name";  ///< stable name of the deciding rule
  std::vector<ResolvedOrganisation>
      organisations;                             ///< matched: the one that is meant first, then others the text names
  std::vector<ResolvedOrganisation> candidates;  ///< ambiguous: most probable first
};

class OrganisationResolver {
 public:
  /// Earlier directories are preferred: the user's rows, the shipped table, the index.
  explicit OrganisationResolver(std::vector<const OrganisationDirectory*> directories)
      : directories_(std::move(directories)) {}

  AffiliationVerdict resolve(std::string_view text, const AffiliationContext& context = {}) const;

  /// Whether the whole text is a name of an organisation.
  bool is_known(std::string_view text) const;

 private:
  AffiliationVerdict resolve_whole(const AffiliationWords& words, std::size_t end,
                                   const AffiliationContext& context) const;
  AffiliationVerdict resolve_unit_and_parent(const AffiliationWords& words, const AffiliationContext& context) const;
  AffiliationVerdict resolve_printed(const AffiliationWords& words) const;
  ResolvedOrganisation resolved(const Sighting& sighting) const;

  std::vector<const OrganisationDirectory*> directories_;
};

}  // namespace bibmill
