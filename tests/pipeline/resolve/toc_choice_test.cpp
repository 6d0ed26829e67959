#include "pipeline/resolve/toc_choice.h"

namespace bibmill {
namespace {

VenueTable table() {
  Venue tods{"TODS", {}, "journals/tods/tods{volume}", true, {}};
  tods.volume_zero = 1975;
  return VenueTable({{"EuroSys", {}, "conf/eurosys/eurosys{year}", true, {}}, tods, {"ECCV", {}, "", true, {}}});
}

Entry paper(const std::string& venue, std::optional<int> year, std::vector<Identifier> identifiers = {}) {
  Entry entry;
  entry.work.title = "A Title";
  entry.venue = venue;
  entry.year = year;
  entry.identifiers = std::move(identifiers);
  return entry;
}

const std::set<std::string> kEurosys = {"conf/eurosys/eurosys2026"};
const std::set<std::string> kNone;

TEST(TocOf, IsThePageOfVenueAndYear) {
  EXPECT_EQ(toc_of(paper("EUROSYS '26", 2026), table()), "conf/eurosys/eurosys2026");
  EXPECT_EQ(toc_of(paper("TODS", 2020), table()), "journals/tods/tods45");
  for (const Entry& entry : {paper("EuroSys", {}), paper("Elsewhere", 2026), paper("ECCV", 2026)})
    EXPECT_EQ(toc_of(entry, table()), std::nullopt);
  Entry dated = paper("", {});
  dated.venue.reset();
  dated.work.container_title = "EuroSys";
  dated.work.issued = PartialDate{2026, 4, 27};
  EXPECT_EQ(toc_of(dated, table()), "conf/eurosys/eurosys2026");
}

TEST(TocsWorthAsking, AreThoseThatSeveralEntriesNeed) {
  std::vector<Entry> entries = {paper("EuroSys", 2026), paper("EuroSys", 2026), paper("EuroSys", 2025)};
  EXPECT_EQ(tocs_worth_asking(entries, {}, table(), 3), kNone);
  entries.push_back(paper("EuroSys 2026", 2026));
  EXPECT_EQ(tocs_worth_asking(entries, {}, table(), 3), kEurosys);
  EXPECT_EQ(tocs_worth_asking(entries, {}, table(), 1).size(), 2u);
}

TEST(TocsWorthAsking, AnEntryWithADoiNeedsNoTable) {
  const Entry registered = paper("EuroSys", 2026, {*Doi::parse("10.1145/1111111.2222222")});
  const Entry keyed = paper("EuroSys", 2026, {*DblpKey::parse("conf/eurosys/Lee26")});
  const Entry preprint = paper("EuroSys", 2026, {*ArxivId::parse("2505.11111")});
  EXPECT_EQ(tocs_worth_asking(std::vector{registered, keyed, preprint}, {}, table(), 2), kNone);
  EXPECT_EQ(tocs_worth_asking(std::vector{registered, preprint, preprint}, {}, table(), 2), kEurosys);
}

TEST(TocsWorthAsking, TheVenueOfAWholeListIsWorthIt) {
  Page page;
  page.venue = "EuroSys";
  EXPECT_EQ(tocs_worth_asking({}, std::vector{page}, table(), 3), kNone) << "of which year?";
  page.year = 2026;
  EXPECT_EQ(tocs_worth_asking({}, std::vector{page}, table(), 3), kEurosys);
}

}  // namespace
}  // namespace bibmill
