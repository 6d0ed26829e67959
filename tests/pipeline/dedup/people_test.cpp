#include "pipeline/dedup/people.h"

namespace bibmill {
namespace {

Person author(const std::string& given, const std::string& family, const char* orcid = nullptr,
              const char* dblp = nullptr) {
  Person person;
  person.name.given = given;
  person.name.family = family;
  if (orcid) person.orcid = Orcid::parse(orcid);
  if (dblp) person.dblp_person = dblp;
  return person;
}

Record record_by(const std::string& id, std::vector<Person> authors) {
  Record record;
  record.id = id;
  record.status = Status::resolved;
  record.work.authors = std::move(authors);
  return record;
}

constexpr const char* kOrcid = "0000-0002-1825-0097";
constexpr const char* kOtherOrcid = "0000-0001-5109-3700";

TEST(DeduplicatePeople, JoinsByOrcidWhateverTheName) {
  std::vector<Record> records{record_by("a", {author("Ada", "Lovelace", kOrcid)}),
                              record_by("b", {author("A.", "King", kOrcid)})};
  const auto people = deduplicate_people(records);
  ASSERT_EQ(people.size(), 1u);
  EXPECT_EQ(people[0].names.size(), 2u);
  EXPECT_EQ(people[0].works, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(people[0].evidence[1].reason, "orcid");
  EXPECT_EQ(records[1].author_persons[0], people[0].id);
}

TEST(DeduplicatePeople, JoinsByDblpPerson) {
  std::vector<Record> records{record_by("a", {author("Wei", "Wang", nullptr, "35/7092-1")}),
                              record_by("b", {author("Wei", "Wang", nullptr, "35/7092-1")}),
                              record_by("c", {author("Wei", "Wang", nullptr, "35/7092-2")})};
  EXPECT_EQ(deduplicate_people(records).size(), 2u);
}

TEST(DeduplicatePeople, NeverJoinsOnANameAlone) {
  std::vector<Record> records{record_by("a", {author("Hao", "Wang")}), record_by("b", {author("Hao", "Wang")})};
  EXPECT_EQ(deduplicate_people(records).size(), 2u);
}

TEST(DeduplicatePeople, TwoAuthorsOfOneRecordAreTwoPeople) {
  std::vector<Record> records{record_by("a", {author("Hao", "Wang", kOrcid), author("Hao", "Wang", kOrcid)})};
  const auto people = deduplicate_people(records);
  EXPECT_EQ(people.size(), 2u);
}

TEST(DeduplicatePeople, DifferentOrcidsForbidJoiningByDblpPerson) {
  std::vector<Record> records{record_by("a", {author("Wei", "Wang", kOrcid, "1/1")}),
                              record_by("b", {author("Wei", "Wang", kOtherOrcid, "1/1")})};
  EXPECT_EQ(deduplicate_people(records).size(), 2u);
}

TEST(DeduplicatePeople, ARepeatedWorkMentionsTheSamePeople) {
  std::vector<Record> records{record_by("a", {author("Ada", "Lovelace")}), record_by("b", {author("Ada", "Lovelace")})};
  records[1].same_as = "a";
  const auto people = deduplicate_people(records);
  ASSERT_EQ(people.size(), 1u);
  EXPECT_EQ(records[0].author_persons, records[1].author_persons);
}

}  // namespace
}  // namespace bibmill
