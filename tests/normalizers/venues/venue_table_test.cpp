#include "normalizers/venues/venue_table.h"

namespace bibmill {
namespace {

VenueTable table() {
  Venue eurosys{"EuroSys", {"European Conference on Computer Systems"}, "conf/eurosys/eurosys{year}", true, {}};
  Venue atc{"ATC", {"USENIX ATC"}, "conf/usenix/usenix{year}", false, 2026};
  Venue journal{"TOCS", {}, "", true, {}};
  return VenueTable({eurosys, atc, journal});
}

TEST(VenueTable, FindsEverySpelling) {
  const VenueTable venues = table();
  for (const char* text : {"EuroSys", "eurosys", "EuroSys 2026", "EuroSys'26", "EUROSYS '26", "eurosys26",
                           "Proceedings of the 21st European Conference on Computer Systems"}) {
    const Venue* found = venues.find(text);
    ASSERT_NE(found, nullptr) << text;
    EXPECT_EQ(found->name, "EuroSys") << text;
  }
}

TEST(VenueTable, UnknownVenuesAreNotGuessed) {
  const VenueTable venues = table();
  for (const char* text : {"", "2026", "EuroSec", "Proceedings of the", "ATCO"})
    EXPECT_EQ(venues.find(text), nullptr) << text;
}

TEST(VenueTable, TocPageNeedsAPattern) {
  const VenueTable venues = table();
  EXPECT_EQ(toc_page(*venues.find("EuroSys"), 2026), "conf/eurosys/eurosys2026");
  EXPECT_EQ(toc_page(*venues.find("TOCS"), 2026), std::nullopt);
}

TEST(VenueTable, PagesMayBeOfVolumesBeginLateAndEnd) {
  Venue journal{"TODS", {}, "journals/tods/tods{volume}", true, {}};
  journal.volume_zero = 1975;
  EXPECT_EQ(toc_page(journal, 2020), "journals/tods/tods45");
  EXPECT_EQ(toc_page(journal, 1975), std::nullopt);
  Venue vldb{"VLDB", {}, "journals/pvldb/pvldb{volume}", true, {}};
  vldb.toc_from = 2008;
  vldb.volume_zero = 2007;
  EXPECT_EQ(toc_page(vldb, 2008), "journals/pvldb/pvldb1");
  EXPECT_EQ(toc_page(vldb, 2007), std::nullopt) << "no older pages are known";
  vldb.old_toc = "conf/vldb/vldb{year}";
  EXPECT_EQ(toc_page(vldb, 2007), "conf/vldb/vldb2007");
  Venue popl{"POPL", {}, "conf/popl/popl{year}", true, {}};
  popl.toc_until = 2017;
  EXPECT_EQ(toc_page(popl, 2017), "conf/popl/popl2017");
  EXPECT_EQ(toc_page(popl, 2018), std::nullopt);
}

TEST(VenueTable, DoisMayBeginInAYear) {
  const VenueTable venues = table();
  EXPECT_FALSE(has_dois(*venues.find("USENIX ATC"), 2025));
  EXPECT_TRUE(has_dois(*venues.find("USENIX ATC"), 2026));
  EXPECT_TRUE(has_dois(*venues.find("EuroSys"), 2019));
}

}  // namespace
}  // namespace bibmill
