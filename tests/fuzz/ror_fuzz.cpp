// ROR's dump: records, a line each, become organisations, and these a directory in which each is found.
#include "connectors/ror/organisations.h"
#include "connectors/ror/record.h"
#include "connectors/wire/url.h"
#include "normalizers/affiliations/directory_builder.h"
#include "normalizers/affiliations/organisation_resolver.h"
#include "tests/fuzz/require.h"

namespace bibmill::fuzz {
namespace {

void require_directory(const std::vector<Organisation>& organisations) {
  const std::vector<std::byte> image = build_directory(organisations);
  const auto directory = OrganisationDirectory::over(image);
  require(directory.has_value(), "what was built is a directory");
  require(directory->size() == organisations.size(), "a directory holds every organisation");
  const OrganisationResolver resolver({&*directory});
  for (const Organisation& organisation : organisations) {
    require(directory->find(organisation.id) != directory::kNone, "an organisation is found by its id");
    static_cast<void>(resolver.resolve(organisation.name));
  }
}

}  // namespace
}  // namespace bibmill::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bibmill;
  std::vector<RorRecord> records;
  for (const std::string_view line : split(fuzz::as_text(data, size), '\n')) {
    auto record = parse_ror_record(line);
    if (!record) continue;
    fuzz::require(!record->organisation.id.empty(), "a record has an id");
    records.push_back(std::move(*record));
  }
  fuzz::require_directory(organisations_of(std::move(records)));
  return 0;
}
