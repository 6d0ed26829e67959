#include "config/venues.h"

#include <set>

#include "config/load.h"

namespace bibmill {
namespace {

TEST(ShippedVenues, AreNamedOnceAndHaveAPageWithAYear) {
  std::set<std::string> names;
  for (const VenueRow& venue : shipped_venues()) {
    EXPECT_TRUE(names.insert(venue.name).second) << venue.name;
    EXPECT_NE(venue.toc.find("{year}"), std::string::npos) << venue.name;
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
