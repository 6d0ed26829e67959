#include "pipeline/dedup/works.h"

#include "normalizers/names/person_name.h"

namespace bibmill {
namespace {

Record resolved(const std::string& id) {
  Record record;
  record.id = id;
  record.status = Status::resolved;
  return record;
}

TEST(DeduplicateWorks, EqualIdentifiersAreOneWork) {
  std::vector<Record> records{resolved("a"), resolved("b"), resolved("c")};
  records[0].work.doi = Doi::parse("10.1145/1.1");
  records[1].work.doi = Doi::parse("10.1145/2.2");
  records[2].work.doi = Doi::parse("10.1145/1.1");
  deduplicate_works(records, MatchPolicy());
  EXPECT_EQ(records[0].same_as, std::nullopt);
  EXPECT_EQ(records[1].same_as, std::nullopt);
  EXPECT_EQ(records[2].same_as, "a");
  EXPECT_EQ(records[0].duplicates, (std::vector<std::string>{"c"}));
  EXPECT_TRUE(records[2].duplicates.empty());
}

TEST(DeduplicateWorks, AVersionJoinsAPreprintToItsPaper) {
  std::vector<Record> records{resolved("preprint"), resolved("paper")};
  records[0].work.arxiv_id = ArxivId::parse("2505.11432");
  records[1].work.doi = Doi::parse("10.1145/1.1");
  Version version;
  version.kind = "preprint";
  version.arxiv_id = ArxivId::parse("2505.11432");
  records[1].versions.push_back(version);
  deduplicate_works(records, MatchPolicy());
  EXPECT_EQ(records[1].same_as, "preprint");
}

TEST(DeduplicateWorks, ACorrectionIsAnotherWork) {
  std::vector<Record> records{resolved("paper"), resolved("erratum")};
  records[1].work.doi = Doi::parse("10.1145/9.9");
  Version version;
  version.kind = "update_to";
  version.doi = Doi::parse("10.1145/9.9");
  records[0].versions.push_back(version);
  deduplicate_works(records, MatchPolicy());
  EXPECT_EQ(records[1].same_as, std::nullopt);
}

TEST(DeduplicateWorks, WhatIsNotResolvedIsLeftAlone) {
  std::vector<Record> records{resolved("a"), resolved("b")};
  records[0].work.doi = records[1].work.doi = Doi::parse("10.1145/1.1");
  records[1].status = Status::ambiguous;
  deduplicate_works(records, MatchPolicy());
  EXPECT_EQ(records[1].same_as, std::nullopt);
}

TEST(DeduplicateWorks, UnresolvedEntriesThatSayTheSameOfThemselvesAreOne) {
  std::vector<Record> records;
  for (const auto& [id, key, title] : {std::tuple("a", "conf/osdi/Invented26", ""),
                                       {"b", "conf/osdi/Invented26", ""},
                                       {"c", "conf/osdi/Other26", ""},
                                       {"d", "conf/osdi/Invented26", "A Title"},
                                       {"e", "conf/osdi/Invented26", "a title."},
                                       {"f", "conf/osdi/Invented26", "B"}}) {
    records.push_back(resolved(id));
    records.back().status = Status::failed;
    records.back().work.dblp_key = DblpKey::parse(key);
    if (*title != 0) records.back().work.title = title;
  }
  deduplicate_works(records, MatchPolicy());
  std::vector<std::string> same_as;
  for (const Record& record : records) same_as.push_back(record.same_as.value_or("-"));
  EXPECT_EQ(same_as, (std::vector<std::string>{"-", "a", "-", "-", "d", "-"}));
}

Record described(const std::string& id, const std::string& title, const std::vector<std::string>& authors,
                 WorkType type, int year, const std::string& identifier) {
  Record record = resolved(id);
  record.work.title = title;
  for (const std::string& name : authors) record.work.authors.push_back({parse_name(name), {}, {}, {}});
  record.work.type = type;
  record.work.issued = PartialDate{year, {}, {}};
  record.work.doi = Doi::parse(identifier);
  record.work.arxiv_id = ArxivId::parse(identifier);
  return record;
}

TEST(DeduplicateWorks, TitleAndPeopleJoinWhatIdentifiersDoNot) {
  const std::vector<std::string> people = {"Ada Lindqvist", "Bo Chen", "Carla Mendes da Silva", "Dmitri Volkov"};
  const std::string title = "TidePool: Elastic Memory Sharing for Serverless Inference Clusters";
  const std::string retitled = "Elastic Memory Sharing for Serverless Inference in Shared Clusters";
  const Record paper = described("paper", title, people, WorkType::paper_conference, 2026, "10.1145/1.1");
  const struct {
    const char* what;
    Record other;
    bool same;
  } cases[] = {
      {"its preprint", described("x", title, people, WorkType::article, 2025, "arXiv:2505.01234"), true},
      {"its preprint, retitled", described("x", retitled, people, WorkType::article, 2025, "arXiv:2505.01234"), true},
      {"the paper without identifiers", described("x", title, people, WorkType::paper_conference, 2026, ""), true},
      {"a journal version", described("x", title, people, WorkType::article_journal, 2027, "10.1109/2.2"), false},
      {"other people", described("x", title, {"Wei Zhang", "Hao Liu"}, WorkType::article, 2025, "arXiv:2505.01234"),
       false},
      {"another paper of theirs",
       described("x", "Scheduling Video Transcoding under Deadlines", people, WorkType::article, 2025,
                 "arXiv:2505.01234"),
       false},
  };
  for (const auto& test : cases) {
    std::vector<Record> records{paper, test.other};
    deduplicate_works(records, MatchPolicy());
    EXPECT_EQ(records[1].same_as, test.same ? std::optional<std::string>("paper") : std::nullopt) << test.what;
    EXPECT_EQ(records[0].duplicates.size(), test.same ? 1u : 0u) << test.what;
  }
}

TEST(DeduplicateWorks, ATranslationIsAnotherWork) {
  std::vector<Record> records{resolved("paper"), resolved("translation")};
  records[1].work.doi = Doi::parse("10.1145/9.9");
  Version version;
  version.kind = "translation";
  version.doi = Doi::parse("10.1145/9.9");
  records[0].versions.push_back(version);
  deduplicate_works(records, MatchPolicy());
  EXPECT_EQ(records[1].same_as, std::nullopt);
}

}  // namespace
}  // namespace bibmill
