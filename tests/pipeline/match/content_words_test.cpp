#include "pipeline/match/content_words.h"

namespace bibmill {
namespace {

TEST(ContentWords, AreComparedByStemAndWeight) {
  const struct {
    const char* a;
    const char* b;
    double share;
    double common;
  } cases[] = {
      {"squirrel caching", "squirrel caching", 1, 2},
      {"scheduled squirrels", "scheduling of the squirrel", 1, 2},
      {"multi squirrel caching", "multisquirrel caching", 1, 2},
      {"squirrel caching", "walnut tanning", 0, 0},
      {"squirrel caching", "squirrel tanning", 0.5, 1},
      {"the squirrel and its walnut", "squirrel walnut", 1, 2},
      {"a model of squirrel", "walnut model", 1.0 / 3, 0.5},
      {"", "squirrel", 0, 0},
      {"the of and", "the of and", 0, 0},
  };
  for (const auto& test : cases) {
    const ContentOverlap overlap = compare_content(test.a, test.b);
    EXPECT_NEAR(overlap.share, test.share, 1e-9) << test.a << " / " << test.b;
    EXPECT_NEAR(overlap.common, test.common, 1e-9) << test.a << " / " << test.b;
    EXPECT_EQ(compare_content(test.b, test.a).share, overlap.share) << "not symmetric";
  }
}

}  // namespace
}  // namespace bibmill
