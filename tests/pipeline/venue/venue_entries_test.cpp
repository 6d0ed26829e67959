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
