#include "tests/quality/outcome.h"

#include <gtest/gtest.h>

namespace bibmill::quality {
namespace {

TEST(Outcome, CountsWhatWasFoundWrongAndMissed) {
  const std::vector<Outcome> outcomes = {
      {"found", true, true, true, 0.9, "a", ""},
      {"another one found", true, true, false, 0.9, "a", ""},
      {"missed", true, false, true, 0.2, "b", ""},
      {"wrong", false, true, true, 0.9, "a", ""},
      {"rightly rejected", false, false, true, 0.1, "b", ""},
  };
  const auto counts = count(outcomes);
  EXPECT_EQ(counts.questions, 5u);
  EXPECT_EQ(counts.expected, 3u);
  EXPECT_EQ(counts.found, 1u);
  EXPECT_EQ(counts.wrong, 2u);
  EXPECT_EQ(counts.missed, 2u);
  EXPECT_EQ(counts.right, 2u);
  EXPECT_DOUBLE_EQ(counts.precision(), 1.0 / 3);
  EXPECT_DOUBLE_EQ(counts.recall(), 1.0 / 3);
  EXPECT_DOUBLE_EQ(counts.f1(), 1.0 / 3);
  EXPECT_EQ(reasons(outcomes).at("a").wrong, 2u);
  EXPECT_EQ(reasons(outcomes).at("b").right, 1u);
}

TEST(Outcome, CalibrationComparesProbabilityAndShareBinByBin) {
  std::vector<Outcome> outcomes;
  for (int i = 0; i < 10; ++i) outcomes.push_back({"", i >= 8, false, true, i < 5 ? 0.0 : 0.6, "", ""});
  const auto bins = calibration_bins(outcomes, 2);
  ASSERT_EQ(bins.size(), 2u);
  EXPECT_EQ(bins[0].outcomes, 5u);
  EXPECT_DOUBLE_EQ(bins[0].share, 0.0);
  EXPECT_DOUBLE_EQ(bins[1].probability, 0.6);
  EXPECT_DOUBLE_EQ(bins[1].share, 0.4);
  EXPECT_NEAR(calibration_error(bins), 0.1, 1e-12);
}

}  // namespace
}  // namespace bibmill::quality
