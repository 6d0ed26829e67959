// What a person may type after `bibmill venue`.
#include <algorithm>

#include "pipeline/run_policies.h"
#include "pipeline/venue/edition.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bibmill;
  static const VenueTable kVenues = venue_table();
  const std::string_view text = fuzz::as_text(data, size);
  const std::size_t line = std::min(text.find('\n'), text.size());
  const auto years = parse_years(text.substr(std::min(line + 1, text.size())));
  fuzz::require(!years || years->first <= years->last, "years go forwards");
  const auto editions = parse_editions(text.substr(0, line), years, kVenues);
  if (!editions) {
    fuzz::require(!editions.error().message.empty(), "a mistake is told");
    return 0;
  }
  for (const Edition& edition : *editions) {
    fuzz::require(!edition.venue.empty(), "an edition has a venue");
    const bool has_year = edition.year >= 1900 && edition.year <= 2099;
    fuzz::require(has_year || (edition.year == 0 && !edition.page.empty()), "an edition has a year, or else a page");
  }
  return 0;
}
