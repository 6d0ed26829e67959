#include "config/venues.h"

#include <set>

#include "config/load.h"
#include "normalizers/venues/venue_table.h"

namespace bibmill {
namespace {

bool holds(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

/// "conf/eurosys" of "conf/eurosys/eurosys{year}".
std::string stream_of(const std::string& toc) { return toc.substr(0, toc.find('/', toc.find('/') + 1)); }

TEST(ShippedVenues, AreNamedOnceAndHaveAPageWithAYearOrOtherNames) {
  std::set<std::string> names;
  for (const VenueRow& venue : shipped_venues()) {
    EXPECT_TRUE(names.insert(venue.name).second) << venue.name;
    const bool has_pages = holds(venue.toc, "{year}") || (holds(venue.toc, "{volume}") && venue.volume_zero);
    // A venue that has only other names to tell has no page: its pages are not one a year.
    EXPECT_TRUE(has_pages || (venue.toc.empty() && !venue.aliases.empty())) << venue.name;
  }
  EXPECT_GE(names.size(), 150u);
}

TEST(ShippedVenues, HaveAStreamOfTheirOwn) {
  std::set<std::string> streams;
  for (const VenueRow& venue : shipped_venues()) {
    if (venue.toc.empty()) continue;
    EXPECT_TRUE(venue.toc.starts_with("conf/") || venue.toc.starts_with("journals/")) << venue.name;
    EXPECT_TRUE(streams.insert(stream_of(venue.toc)).second) << venue.name << ": " << venue.toc;
  }
}

TEST(ShippedVenues, OldPagesEndWhereTheNewOnesBegin) {
  for (const VenueRow& venue : shipped_venues()) {
    EXPECT_EQ(venue.old_toc.empty(), !venue.toc_from.has_value()) << venue.name;
    EXPECT_TRUE(venue.old_toc.empty() || holds(venue.old_toc, "{year}")) << venue.name;
  }
}

TEST(ShippedVenues, NoNameMeansTwoOfThem) {
  std::vector<Venue> venues;
  for (const VenueRow& row : shipped_venues()) {
    Venue venue;
    venue.name = row.name;
    venue.aliases = row.aliases;
    venues.push_back(std::move(venue));
  }
  const VenueTable table(venues);
  for (const Venue& venue : venues) {
    EXPECT_EQ(table.find(venue.name)->name, venue.name);
    for (const std::string& alias : venue.aliases) EXPECT_EQ(table.find(alias)->name, venue.name) << alias;
  }
}

TEST(ShippedVenues, SayWhoRegistersNoDois) {
  std::set<std::string> without;
  for (const VenueRow& venue : shipped_venues()) {
    if (!venue.has_dois) without.insert(venue.name);
  }
  for (const char* name : {"OSDI", "NSDI", "USENIX Security", "NDSS", "NeurIPS", "ICLR", "ICML", "AISTATS", "JMLR"})
    EXPECT_TRUE(without.contains(name)) << name;
  for (const char* name : {"EuroSys", "CVPR", "ACL", "SIGMOD", "STOC", "ICRA"})
    EXPECT_FALSE(without.contains(name)) << name;
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
