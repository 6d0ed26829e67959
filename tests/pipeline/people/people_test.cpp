#include "pipeline/people/people.h"

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

#include "normalizers/names/person_name.h"

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

Record paper(const std::string& id, const std::string& title, const std::string& venue, int year,
             const std::vector<std::string>& names) {
  std::vector<Person> authors;
  for (const std::string& name : names) authors.push_back({parse_name(name), {}, {}, {}});
  Record record = record_by(id, std::move(authors));
  record.work.title = title;
  record.work.container_title = venue;
  record.work.issued = PartialDate{year, {}, {}};
  return record;
}

/// Papers of two groups that both have a Hao Wang, and of others.
std::vector<Record> two_groups() {
  return {
      paper("a", "Serving large models on preemptible machines", "EuroSys", 2024,
            {"Hao Wang", "Ioana Petrescu", "Tomas Varga"}),
      paper("b", "Preemptible serving of large models", "OSDI", 2025, {"Ioana Petrescu", "Hao Wang", "Tomas Varga"}),
      paper("c", "Protein folding by diffusion", "Bioinformatics", 2024,
            {"Hao Wang", "Lena Fischbacher", "Okonkwo Adeyemi"}),
      paper("d", "Diffusion for protein docking", "Bioinformatics", 2025,
            {"Lena Fischbacher", "Okonkwo Adeyemi", "H. Wang"}),
      paper("e", "Storage for the edge", "FAST", 2020, {"Ada Lovelace"}),
      paper("f", "A history of engines", "Annals", 2021, {"Grace Murray"}),
  };
}

TEST(DeduplicatePeople, JoinsByNameAndCoauthors) {
  std::vector<Record> records = two_groups();
  const auto people = deduplicate_people(records);
  EXPECT_EQ(records[0].author_persons[0], records[1].author_persons[1]);
  EXPECT_EQ(records[2].author_persons[0], records[3].author_persons[2]);
  EXPECT_NE(records[0].author_persons[0], records[2].author_persons[0]);
  EXPECT_EQ(people[0].evidence[1].reason, "name_and_coauthor");
  EXPECT_FALSE(people[0].evidence[1].value.empty());
}

TEST(DeduplicatePeople, AVenueThatAllShareIsNoEvidence) {
  std::vector<Record> records{paper("a", "Serving large models", "EuroSys", 2025, {"Hao Wang", "Ioana Petrescu"}),
                              paper("b", "Storage for models", "EuroSys", 2025, {"Hao Wang", "Lena Fischbacher"}),
                              paper("c", "Consensus in space", "EuroSys", 2025, {"Robert Fish", "Tomas Varga"}),
                              paper("d", "Caches in time", "EuroSys", 2025, {"Robert Fish", "Okonkwo Adeyemi"})};
  EXPECT_EQ(deduplicate_people(records).size(), 8u);
}

TEST(DeduplicatePeople, AnInitialJoinsOneOfTwoNamesOnly) {
  std::vector<Record> records{paper("a", "One", "X", 2024, {"John Smithson", "Ioana Petrescu"}),
                              paper("b", "Two", "Y", 2024, {"Jane Smithson", "Ioana Petrescu"}),
                              paper("c", "Three", "Z", 2024, {"J. Smithson", "Ioana Petrescu"})};
  deduplicate_people(records);
  EXPECT_NE(records[0].author_persons[0], records[1].author_persons[0]);
}

TEST(DeduplicatePeople, APrefixIsNoShortForm) {
  std::vector<Record> records{paper("a", "One", "X", 2024, {"Yangrui Chen", "Ioana Petrescu", "Tomas Varga"}),
                              paper("b", "Two", "X", 2024, {"Yan Chen", "Ioana Petrescu", "Tomas Varga"})};
  deduplicate_people(records);
  EXPECT_NE(records[0].author_persons[0], records[1].author_persons[0]);
}

TEST(DeduplicatePeople, ShortFormsAndSingleNamesJoinBesideTheSameCoauthors) {
  const std::pair<const char*, const char*> kForms[] = {{"Bob Keller", "Robert Keller"},
                                                        {"Chris Keller", "Christopher Keller"},
                                                        {"Anand Kr. Rao", "Anand Kumar Rao"},
                                                        {"Suharto", "Suharto"}};
  for (const auto& [name, other] : kForms) {
    std::vector<Record> records{paper("a", "One", "X", 2024, {name, "Ioana Petrescu", "Tomas Varga"}),
                                paper("b", "Two", "X", 2024, {other, "Ioana Petrescu", "Tomas Varga"})};
    deduplicate_people(records);
    EXPECT_EQ(records[0].author_persons[0], records[1].author_persons[0]) << name << " / " << other;
  }
}

std::set<std::set<std::string>> groups_of(std::span<const PersonRecord> people) {
  std::set<std::set<std::string>> groups;
  for (const PersonRecord& person : people) {
    std::set<std::string> group;
    for (const PersonEvidence& evidence : person.evidence)
      group.insert(evidence.record + "#" + std::to_string(evidence.author));
    groups.insert(std::move(group));
  }
  return groups;
}

TEST(DeduplicatePeople, TheOrderOfTheInputChangesNothing) {
  std::vector<Record> records = two_groups();
  const auto expected = groups_of(deduplicate_people(records));
  std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same orders in every run
  for (int i = 0; i < 20; ++i) {
    std::shuffle(records.begin(), records.end(), random);
    EXPECT_EQ(groups_of(deduplicate_people(records)), expected);
  }
}

TEST(DeduplicatePeople, HardConflictsHoldWhateverIsAlike) {
  const std::array<const char*, 3> kOrcids = {nullptr, kOrcid, kOtherOrcid};
  const std::array<const char*, 3> kDblp = {nullptr, "1/1-1", "1/1-2"};
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same cases in every run
  const auto below = [&](std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random); };
  for (int round = 0; round < 200; ++round) {
    std::vector<Record> records;
    for (std::size_t i = 0; i < 8; ++i) {
      Record record = paper("r" + std::to_string(i), "Serving models", "EuroSys", 2024, {"Ioana Petrescu"});
      for (std::size_t k = 0; k <= below(3); ++k)
        record.work.authors.push_back(author(below(2) == 0 ? "Hao" : "H.", "Wang", kOrcids[below(3)], kDblp[below(3)]));
      records.push_back(std::move(record));
    }
    deduplicate_people(records);
    std::map<std::string, std::set<std::string>> orcids;
    for (const Record& record : records) {
      const std::set<std::string> distinct(record.author_persons.begin(), record.author_persons.end());
      EXPECT_EQ(distinct.size(), record.work.authors.size());
      for (std::size_t k = 0; k < record.work.authors.size(); ++k) {
        if (record.work.authors[k].orcid) orcids[record.author_persons[k]].insert(record.work.authors[k].orcid->str());
      }
    }
    for (const auto& [person, of_person] : orcids) EXPECT_EQ(of_person.size(), 1u) << person;
  }
}

TEST(DeduplicatePeople, DblpsPageForThoseItCannotTellApartIsNoIdentity) {
  std::vector<Record> records{record_by("a", {author("Wei", "Wang", nullptr, "35/7092")}),
                              record_by("b", {author("Wei", "Wang", nullptr, "35/7092")}),
                              record_by("c", {author("Wei", "Wang", nullptr, "35/7092-1")})};
  EXPECT_EQ(deduplicate_people(records).size(), 3u);
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
