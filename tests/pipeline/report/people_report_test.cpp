#include "pipeline/report/people_report.h"

namespace bibmill {
namespace {

PersonRecord person(const std::string& id, const std::string& given, const std::string& family,
                    std::vector<std::string> works, std::vector<PersonEvidence> evidence) {
  PersonRecord record;
  record.id = id;
  record.names.push_back({family, given, "", "", ""});
  record.works = std::move(works);
  record.evidence = std::move(evidence);
  return record;
}

TEST(DescribePeople, TellsWhoIsJoinedAndKeptApart) {
  std::vector<PersonRecord> people{
      person("a#1", "Hao", "Wang", {"a", "b"},
             {{"a", 0, "name_and_coauthor", "Ada Lovelace"}, {"b", 0, "name_and_coauthor", "Ada Lovelace"}}),
      person("c#1", "Hao", "Wang", {"c"}, {{"c", 0, "alone", ""}}),
      person("a#2", "Ada", "Lovelace", {"a"}, {{"a", 1, "alone", ""}})};
  people[0].names.push_back({"Wang", "H.", "", "", ""});
  EXPECT_EQ(describe_people(people),
            "3 people\n\n"
            "Joined: several works, one person (1)\n"
            "     2  Hao Wang, \"H. Wang\" <a#1>: name_and_coauthor 2\n\n"
            "Kept apart: one name, several people (1)\n"
            "     3  Hao Wang: <a#1> (2), <c#1> (1)\n");
  EXPECT_EQ(count_joined(people), 1u);
}

}  // namespace
}  // namespace bibmill
