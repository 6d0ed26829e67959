// Printed affiliations: taken apart, and looked up in a directory of invented organisations.
#include <array>

#include "normalizers/affiliations/affiliation_text.h"
#include "normalizers/affiliations/directory_builder.h"
#include "normalizers/affiliations/organisation_resolver.h"
#include "tests/fuzz/require.h"

namespace bibmill::fuzz {
namespace {

Organisation organisation(std::string id, std::string name, std::string country, std::string acronym) {
  Organisation made;
  made.id = std::move(id);
  made.name = name;
  made.names = {{std::move(name), OrganisationNameKind::label, 0},
                {std::move(acronym), OrganisationNameKind::acronym, 0}};
  made.countries = {std::move(country)};
  made.cities = {"Millby"};
  return made;
}

/// With an acronym that two share, a part of another, and a name that many could have.
const OrganisationDirectory& directory() {
  static const std::vector<std::byte> kImage = [] {
    std::vector<Organisation> all = {organisation("a", "University of Millby", "NO", "UM"),
                                     organisation("b", "Upper Mill Institute of Technology", "CN", "UM"),
                                     organisation("c", "Institute of Physics", "CN", "IOP"),
                                     organisation("d", "Millers & Bakers (Norway)", "NO", "M&B")};
    all[2].parents = {"b"};
    return build_directory(all);
  }();
  static const OrganisationDirectory kDirectory = *OrganisationDirectory::over(kImage);
  return kDirectory;
}

void require_sound(const AffiliationVerdict& verdict) {
  require(!verdict.reason.empty(), "a verdict names its rule");
  require((verdict.status == AffiliationStatus::matched) == !verdict.organisations.empty(),
          "an affiliation is matched with an organisation");
  require((verdict.status == AffiliationStatus::ambiguous) == !verdict.candidates.empty(),
          "what is ambiguous has candidates");
}

}  // namespace
}  // namespace bibmill::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bibmill;
  const std::string_view text = fuzz::as_text(data, size);
  const OrganisationResolver resolver({&fuzz::directory()});
  const auto is_known = [&](std::string_view name) { return resolver.is_known(name); };
  for (const std::string& one : split_organisations(clean_affiliation(text), is_known)) {
    fuzz::require(!one.empty(), "an organisation has a text");
    static_cast<void>(parse_affiliation(one));
    fuzz::require_sound(resolver.resolve(one));
  }
  fuzz::require_sound(resolver.resolve(text));
  return 0;
}
