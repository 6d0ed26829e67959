#include "pipeline/resolve/toc_index.h"

namespace bibmill {
namespace {

TocIndex index_of(const std::vector<std::string>& titles) {
  auto answer = std::make_shared<Answer>();
  for (const std::string& title : titles) {
    SourceRecord record;
    record.work.title = title;
    answer->records.push_back(record);
  }
  return TocIndex(answer);
}

TEST(TocIndex, FindsATitleWithATypo) {
  const TocIndex index = index_of({"Predictable Caching in Shared Clusters", "Fast Caching", "Slow Trains of Thought"});
  const auto found = index.nearest("Predictable Cachng in Shared Clusters", 5);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].work.title, "Predictable Caching in Shared Clusters");
}

TEST(TocIndex, UnrelatedTitlesAreNotCompared) {
  EXPECT_TRUE(index_of({"Predictable Caching in Shared Clusters"}).nearest("Completely Different Words", 5).empty());
  EXPECT_TRUE(index_of({}).nearest("Anything", 5).empty());
}

TEST(TocIndex, GivesAtMostSoMany) {
  EXPECT_EQ(index_of({"Alpha Beta", "Alpha Beta", "Alpha Beta"}).nearest("Alpha Beta", 2).size(), 2u);
}

}  // namespace
}  // namespace bibmill
