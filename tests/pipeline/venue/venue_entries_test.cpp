#include "pipeline/venue/venue_entries.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

SourceRecord record(const std::string& title, std::optional<WorkType> type = WorkType::paper_conference) {
  SourceRecord made;
  made.source = SourceId::dblp_sparql;
  made.record_id = title;
  made.work.title = title;
  made.work.type = type;
  made.work.container_title = "EuroSys";
  Person author;
  author.name.family = "Lee";
  author.dblp_person = "12/3456";
  made.work.authors.push_back(author);
  return made;
}

const Edition kEdition{"EuroSys", 2026, "conf/eurosys/eurosys2026"};

TEST(VenueEntriesTest, APaperIsAnEntryAtItsPlaceInTheTable) {
  const VenueEntries table = entries_of_table(std::vector{record("First Paper"), record("Second Paper")}, kEdition);
  ASSERT_EQ(table.entries.size(), 2u);
  const Entry& second = table.entries[1];
  EXPECT_EQ(second.file, kEdition.page);
  EXPECT_EQ(second.line, 2u);
  EXPECT_EQ(second.work.title, "Second Paper");
  EXPECT_EQ(second.work.authors.front().name.family, "Lee");
  EXPECT_FALSE(second.work.authors.front().dblp_person.has_value());
  EXPECT_EQ(second.venue, "EuroSys");
  EXPECT_EQ(second.year, 2026);
}

TEST(VenueEntriesTest, AVolumeWithEditorsAndAnErratumAreNoPapers) {
  SourceRecord volume = record("Proceedings of the 21st European Conference on Computer Systems", WorkType::collection);
  volume.work.editors = std::move(volume.work.authors);
  volume.work.authors.clear();
  const std::vector<SourceRecord> records = {volume, record("Erratum to: First Paper"), record("First Paper")};
  const VenueEntries table = entries_of_table(records, kEdition);
  ASSERT_EQ(table.entries.size(), 1u);
  EXPECT_EQ(table.entries.front().work.title, "First Paper");
  EXPECT_EQ(table.entries.front().line, 1u) << "its place among the papers";
  EXPECT_EQ(table.left_out, 2u);
}

TEST(VenueEntriesTest, WordsOfFrontMatterBeginPapersToo) {
  const std::vector<SourceRecord> records = {record("Copyright"), record("Copyright Protection for Models"),
                                             record("Organization"), record("Organization Mining at Scale"),
                                             record("Session details: Session 3: Storage")};
  const VenueEntries table = entries_of_table(records, kEdition);
  ASSERT_EQ(table.entries.size(), 2u);
  EXPECT_EQ(table.entries[0].work.title, "Copyright Protection for Models");
  EXPECT_EQ(table.entries[1].work.title, "Organization Mining at Scale");
}

TEST(VenueEntriesTest, WhereNoTableLeadsBackTheIdentifierDoes) {
  SourceRecord of_dblp = record("First Paper");
  of_dblp.work.dblp_key = DblpKey::parse("conf/eurosys/Lee26");
  of_dblp.work.doi = Doi::parse("10.1145/1");
  SourceRecord of_crossref = record("Second Paper");
  of_crossref.source = SourceId::crossref;
  of_crossref.work.doi = Doi::parse("10.1145/2");
  const std::vector<SourceRecord> records = {of_dblp, of_crossref, record("Third Paper")};
  for (const Entry& entry : entries_of_table(records, kEdition).entries) EXPECT_TRUE(entry.identifiers.empty());
  const VenueEntries led = entries_of_table(records, {"EuroSec", 2020, ""}, LedBack::by_identifier);
  EXPECT_EQ(led.entries[0].identifiers, std::vector<Identifier>{*DblpKey::parse("conf/eurosys/Lee26")});
  EXPECT_EQ(led.entries[1].identifiers, std::vector<Identifier>{*Doi::parse("10.1145/2")});
  EXPECT_TRUE(led.entries[2].identifiers.empty());
  EXPECT_EQ(led.entries[0].file, "EuroSec 2020");
}

TEST(VenueEntriesTest, VolumesAndFrontMatterAreNoPapers) {
  const std::vector<SourceRecord> records = {record("Front Matter"),
                                             record("Message from the General Chairs."),
                                             record("Preface"),
                                             record("Prefaces Considered Harmful"),
                                             record("EuroSys '26: Proceedings", WorkType::collection),
                                             record("Committees on Committees"),
                                             record("Message Passing Revisited")};
  const VenueEntries table = entries_of_table(records, kEdition);
  std::vector<std::string> titles;
  for (const Entry& entry : table.entries) titles.push_back(*entry.work.title);
  EXPECT_EQ(titles, (std::vector<std::string>{"Prefaces Considered Harmful", "Message Passing Revisited"}));
  EXPECT_EQ(table.left_out, 5u);
}

}  // namespace
}  // namespace bibmill
