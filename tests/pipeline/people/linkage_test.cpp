#include "pipeline/people/linkage.h"

namespace bibmill {
namespace {

SimilarityMatrix matrix(std::size_t count, const std::vector<std::vector<float>>& upper) {
  SimilarityMatrix similarities(count, 0);
  for (std::size_t a = 0; a < upper.size(); ++a) {
    for (std::size_t k = 0; k < upper[a].size(); ++k) similarities.set(a, a + 1 + k, upper[a][k]);
  }
  return similarities;
}

TEST(LinkByAverage, JoinsTheMostSimilarFirst) {
  const auto merges = link_by_average(matrix(3, {{0.5f, 0.9f}, {0.4f}}), 0.6f);
  EXPECT_EQ(merges, (std::vector<Merge>{{0, 2, 0.9f}}));
}

TEST(LinkByAverage, TheMeanOfAllPairsCounts) {
  // 1 is near to 0, but not to 2, with which 0 is one already: (0.8 + 0.1) / 2 < 0.5.
  EXPECT_EQ(link_by_average(matrix(3, {{0.8f, 0.9f}, {0.1f}}), 0.5f).size(), 1u);
  EXPECT_EQ(link_by_average(matrix(3, {{0.8f, 0.9f}, {0.1f}}), 0.45f).size(), 2u);
}

TEST(LinkByAverage, AForbiddenPairKeepsClustersApart) {
  const auto merges = link_by_average(matrix(3, {{5.0f, 4.0f}, {kForbidden}}), 0.5f);
  EXPECT_EQ(merges, (std::vector<Merge>{{0, 1, 5.0f}}));
}

TEST(LinkByAverage, EqualSimilaritiesEnd) {
  EXPECT_EQ(link_by_average(SimilarityMatrix(20, 1.0f), 0.5f).size(), 19u);
  EXPECT_TRUE(link_by_average(SimilarityMatrix(20, kForbidden), 0.5f).empty());
  EXPECT_TRUE(link_by_average(SimilarityMatrix(0, 1.0f), 0.5f).empty());
}

}  // namespace
}  // namespace bibmill
