#include "pipeline/match/organisations.h"

#include <algorithm>

namespace bibmill {

void name_organisations(Subject& subject, const OrganisationResolver* resolver) {
  if (resolver == nullptr) return;
  subject.organisations.clear();
  for (const std::string& affiliation : subject.affiliations) {
    std::vector<std::string> ids;
    for (const ResolvedOrganisation& organisation : resolver->resolve(affiliation).organisations) {
      ids.push_back(organisation.id);
      if (!organisation.ror.empty() && organisation.ror != organisation.id) ids.push_back(organisation.ror);
    }
    subject.organisations.push_back(std::move(ids));
  }
}

bool shares_organisation(const Subject& a, std::size_t i, const Subject& b) {
  if (i >= a.organisations.size()) return false;
  return std::ranges::any_of(a.organisations[i], [&](const std::string& id) {
    return std::ranges::any_of(
        b.organisations, [&](const std::vector<std::string>& ids) { return std::ranges::find(ids, id) != ids.end(); });
  });
}

}  // namespace bibmill
