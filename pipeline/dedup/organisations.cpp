#include "pipeline/dedup/organisations.h"

#include <map>
#include <string>

namespace bibmill {

std::vector<OrganisationRecord> collect_organisations(std::span<const Record> records) {
  std::map<std::string, std::size_t> uses;
  for (const Record& record : records) {
    for (const EntryAffiliation& affiliation : record.affiliations) ++uses[affiliation.text];
  }
  std::vector<OrganisationRecord> organisations;
  for (const auto& [text, count] : uses) {
    OrganisationRecord organisation;
    organisation.id = "as-written:" + text;
    organisation.name = text;
    organisation.strings.push_back({text, count, "unresolved"});
    organisations.push_back(std::move(organisation));
  }
  return organisations;
}

}  // namespace bibmill
