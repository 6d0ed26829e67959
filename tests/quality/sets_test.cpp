#include "tests/quality/sets.h"

#include <gtest/gtest.h>

#include "pipeline/run_policies.h"
#include "tests/quality/report.h"

namespace bibmill::quality {
namespace {

/// What has been reached, a little below: falling under it is a regression. The bars are `scripts/quality`'s.
struct Floor {
  const char* folder;
  std::vector<Measurement> (*measure)(const Places&, const MatchPolicy&);
  double value;
};

class Sets : public ::testing::TestWithParam<Floor> {};

TEST_P(Sets, StayAsGoodAsTheyWere) {
  const std::filesystem::path shared = BIBMILL_SHARED_DIR;
  const Places places{shared / "bench", shared / "corpus", "valid"};
  if (!std::filesystem::exists(places.bench / GetParam().folder)) GTEST_SKIP() << "no " << GetParam().folder;
  const auto venues = venue_table();
  MatchPolicy policy;
  policy.venues = &venues;
  for (const auto& one : GetParam().measure(places, policy)) {
    EXPECT_GE(value_of(one.bar.figure, one.outcomes), GetParam().value) << histogram(one) << mistakes(one);
  }
}

INSTANTIATE_TEST_SUITE_P(Small, Sets,
                         ::testing::Values(Floor{"dblp-acm", measure_dblp_acm, 0.98},
                                           Floor{"fuzzycat", measure_fuzzycat, 0.90}));

}  // namespace
}  // namespace bibmill::quality
