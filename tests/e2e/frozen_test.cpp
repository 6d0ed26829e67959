// --frozen: a run that may not ask anybody, and says for whom it would have to.
#include <filesystem>

#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

class FrozenTest : public testing::Test {
 protected:
  FrozenTest() : settings_(settings_in(folder_)) {}

  Result<RunOutcome> frozen() const {
    RunRequest request = replay_request(source_path("fixtures/eurosys-2026.md"), folder_.file("out"));
    request.offline = true;
    request.frozen = true;
    std::istringstream in;
    std::ostringstream out;
    return run(request, settings_, in, out);
  }

  TemporaryFolder folder_;
  Settings settings_;
};

TEST_F(FrozenTest, WhatNobodyWasAskedAboutIsAnErrorThatNamesTheEntries) {
  const Result<RunOutcome> outcome = frozen();
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().kind, ErrorKind::offline);
  EXPECT_NE(outcome.error().message.find("42 entries need the network"), std::string::npos) << outcome.error().message;
  EXPECT_NE(outcome.error().message.find("eurosys-2026.md:"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder_.file("out") + "/enriched.jsonl"));
}

TEST_F(FrozenTest, WhatIsKnownIsEnough) {
  const std::string list = source_path("fixtures/eurosys-2026.md");
  run_or_fail(replay_request(list, folder_.file("out")), settings_);
  const std::string before = read_text(folder_.file("out") + "/enriched.jsonl");
  const Result<RunOutcome> outcome = frozen();
  ASSERT_TRUE(outcome.has_value()) << outcome.error().message;
  EXPECT_EQ(read_text(folder_.file("out") + "/enriched.jsonl"), before);
}

}  // namespace
}  // namespace bibmill
