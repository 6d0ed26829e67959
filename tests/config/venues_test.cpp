#include "config/venues.h"

#include <set>

#include "config/load.h"

namespace bibmill {
namespace {

TEST(ShippedVenues, AreNamedOnceAndHaveAPageWithAYearOrOtherNames) {
  std::set<std::string> names;
  for (const VenueRow& venue : shipped_venues()) {
    EXPECT_TRUE(names.insert(venue.name).second) << venue.name;
    // A venue that has only other names to tell has no page: its pages are not one a year.
    EXPECT_TRUE(venue.toc.find("{year}") != std::string::npos || (venue.toc.empty() && !venue.aliases.empty()))
        << venue.name;
  }
  EXPECT_GE(names.size(), 60u);
}

TEST(ParseVenues, NamesTheLineOfARowWithoutName) {
  try {
    parse_venues("[[venue]]\nname = \"A\"\n[[venue]]\ntoc = \"x\"\n", "mine.toml");
    FAIL() << "accepted";
  } catch (const ConfigError& error) {
    EXPECT_EQ(error.problems().front().where, "mine.toml:3");
  }
}

}  // namespace
}  // namespace bibmill
