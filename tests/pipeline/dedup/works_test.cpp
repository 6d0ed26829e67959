#include "pipeline/dedup/works.h"

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
  deduplicate_works(records);
  EXPECT_EQ(records[0].same_as, std::nullopt);
  EXPECT_EQ(records[1].same_as, std::nullopt);
  EXPECT_EQ(records[2].same_as, "a");
}

TEST(DeduplicateWorks, AVersionJoinsAPreprintToItsPaper) {
  std::vector<Record> records{resolved("preprint"), resolved("paper")};
  records[0].work.arxiv_id = ArxivId::parse("2505.11432");
  records[1].work.doi = Doi::parse("10.1145/1.1");
  Version version;
  version.kind = "preprint";
  version.arxiv_id = ArxivId::parse("2505.11432");
  records[1].versions.push_back(version);
  deduplicate_works(records);
  EXPECT_EQ(records[1].same_as, "preprint");
}

TEST(DeduplicateWorks, ACorrectionIsAnotherWork) {
  std::vector<Record> records{resolved("paper"), resolved("erratum")};
  records[1].work.doi = Doi::parse("10.1145/9.9");
  Version version;
  version.kind = "correction";
  version.doi = Doi::parse("10.1145/9.9");
  records[0].versions.push_back(version);
  deduplicate_works(records);
  EXPECT_EQ(records[1].same_as, std::nullopt);
}

TEST(DeduplicateWorks, WhatIsNotResolvedIsLeftAlone) {
  std::vector<Record> records{resolved("a"), resolved("b")};
  records[0].work.doi = records[1].work.doi = Doi::parse("10.1145/1.1");
  records[1].status = Status::ambiguous;
  deduplicate_works(records);
  EXPECT_EQ(records[1].same_as, std::nullopt);
}

}  // namespace
}  // namespace bibmill
