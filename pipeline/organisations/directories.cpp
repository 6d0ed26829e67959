#include "pipeline/organisations/directories.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "connectors/local/index_store.h"
#include "normalizers/affiliations/directory_builder.h"
#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

// A unit of a unit of a company; more would be a circle.
constexpr int kMostParents = 4;

std::string id_of(const OrganisationRow& row) { return row.ror ? *row.ror : "org:" + fold_title(row.name); }

/// The rows of a name: shipped names are unique but for a few that two countries share.
using ByName = std::map<std::string, const OrganisationRow*>;

std::optional<std::string> ror_of(const OrganisationRow& row, const ByName& by_name) {
  const OrganisationRow* at = &row;
  for (int step = 0; step < kMostParents; ++step) {
    if (at->ror) return at->ror;
    const auto parent = by_name.find(at->parent);
    if (parent == by_name.end()) return std::nullopt;
    at = parent->second;
  }
  return std::nullopt;
}

Organisation organisation_from(const OrganisationRow& row, const ByName& by_name) {
  Organisation organisation;
  organisation.id = id_of(row);
  organisation.ror = ror_of(row, by_name);
  organisation.name = row.name;
  if (!row.country.empty()) organisation.countries.push_back(row.country);
  organisation.preferred = true;
  organisation.names.push_back({row.name, OrganisationNameKind::label, 0});
  for (const std::string& spelling : row.spellings)
    organisation.names.push_back({spelling, OrganisationNameKind::alias, 0});
  for (const std::string& acronym : row.acronyms) {
    const auto share = row.usual.find(acronym);
    organisation.names.push_back(
        {acronym, OrganisationNameKind::acronym, share == row.usual.end() ? 0.0 : share->second});
  }
  if (const auto parent = by_name.find(row.parent); parent != by_name.end())
    organisation.parents.push_back(id_of(*parent->second));
  return organisation;
}

/// What the user has said about names, folded.
std::set<std::string> names_of(const std::vector<OrganisationRow>& rows) {
  std::set<std::string> names;
  for (const OrganisationRow& row : rows) {
    names.insert(fold_title(row.name));
    for (const std::string& text : row.acronyms) names.insert(fold_title(text));
    for (const std::string& text : row.spellings) names.insert(fold_title(text));
  }
  return names;
}

std::vector<OrganisationRow> merged(std::vector<OrganisationRow> local, std::vector<OrganisationRow> shipped) {
  const std::set<std::string> said = names_of(local);
  const auto overruled = [&](const std::string& text) { return said.contains(fold_title(text)); };
  std::vector<OrganisationRow> rows = std::move(local);
  std::set<std::string> ids;
  for (const OrganisationRow& row : rows) ids.insert(id_of(row));
  for (OrganisationRow& row : shipped) {
    if (overruled(row.name) || ids.contains(id_of(row))) continue;
    std::erase_if(row.acronyms, overruled);
    std::erase_if(row.spellings, overruled);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

std::vector<Organisation> organisations_from(const std::vector<OrganisationRow>& rows) {
  ByName by_name;
  for (const OrganisationRow& row : rows) by_name.emplace(row.name, &row);
  std::vector<Organisation> organisations;
  std::set<std::string> ids;
  for (const OrganisationRow& row : rows) {
    Organisation organisation = organisation_from(row, by_name);
    // Two rows of one name without ROR ids differ by their country.
    if (!ids.insert(organisation.id).second) organisation.id += " (" + row.country + ")";
    organisations.push_back(std::move(organisation));
  }
  return organisations;
}

OrganisationDirectories::OrganisationDirectories(std::vector<OrganisationRow> local,
                                                 std::vector<OrganisationRow> shipped)
    : image_(build_directory(organisations_from(merged(std::move(local), std::move(shipped))))),
      table_(OrganisationDirectory::over(image_).value_or(OrganisationDirectory())) {}

OrganisationDirectories OrganisationDirectories::shipped() {
  return OrganisationDirectories({}, shipped_organisations());
}

OrganisationResolver OrganisationDirectories::resolver(const OrganisationDirectory* index) const {
  std::vector<const OrganisationDirectory*> directories{&table_};
  if (index != nullptr) directories.push_back(index);
  return OrganisationResolver(std::move(directories));
}

Result<OrganisationKnowledge> OrganisationKnowledge::load(const Settings& settings) {
  OrganisationDirectories directories(local_organisations(settings.paths.organisations), shipped_organisations());
  std::optional<RorIndex> index;
  const IndexStore store(settings.paths.index);
  // An index of another's making must not decide what a replayed run says: without a folder there is none.
  const bool wanted = !settings.paths.index.empty();
  if (wanted && std::filesystem::exists(store.place_of(kRorIndex))) {
    Result<RorIndex> opened = RorIndex::open(store.place_of(kRorIndex));
    if (!opened) return tl::unexpected(opened.error());
    index = std::move(*opened);
  }
  return OrganisationKnowledge(std::move(directories), std::move(index));
}

std::string OrganisationKnowledge::index() const {
  if (!index_) return {};
  return std::to_string(index_->meta().format) + " " + index_->meta().md5;
}

}  // namespace bibmill
