// A CI job: outputs made once, then checked and rendered without anybody being asked.
#include "pipeline/commands/check.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

class CheckTest : public testing::Test {
 protected:
  CheckTest() {
    settings_ = settings_in(folder_);
    list_ = folder_.write("list.md", read_text(source_path("fixtures/eurosys-2026.md")));
    out_ = folder_.file("out");
    run_or_fail(replay_request(list_, out_), settings_);
    line_.folder = out_;
    line_.check.inputs = {list_};
  }

  /// Exit code of `check`; what it printed is in printed_.
  int check() {
    testing::internal::CaptureStdout();
    const Result<int> code = check_command(line_, settings_);
    printed_ = testing::internal::GetCapturedStdout();
    return code ? *code : 100 + static_cast<int>(code.error().kind);
  }

  int render() {
    testing::internal::CaptureStdout();
    const Result<int> code = render_command(line_, settings_);
    printed_ = testing::internal::GetCapturedStdout();
    return code ? *code : 100 + static_cast<int>(code.error().kind);
  }

  TemporaryFolder folder_;
  Settings settings_;
  CommandLine line_;
  std::string list_;
  std::string out_;
  std::string printed_;
};

TEST_F(CheckTest, FreshOutputsPass) {
  EXPECT_EQ(check(), 0);
  EXPECT_TRUE(printed_.ends_with(out_ + ": 42 records, valid, complete and up to date; 1 warning\n")) << printed_;
}

TEST_F(CheckTest, AConflictFailsWhereItIsChosen) {
  line_.check.fail_on = FailOn({FindingKind::conflict});
  EXPECT_EQ(check(), 1);
  EXPECT_NE(printed_.find("list.md:102: error: title of"), std::string::npos) << printed_;
}

TEST_F(CheckTest, AnEditedTitleFailsAtItsLine) {
  std::string text = read_text(list_);
  const auto at = text.find("FlexPipe");
  ASSERT_NE(at, std::string::npos);
  text.insert(at, "Edited ");
  folder_.write("list.md", text);
  const auto line = std::to_string(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  EXPECT_EQ(check(), 1);
  EXPECT_NE(printed_.find(list_ + ":" + line + ": error: "), std::string::npos) << printed_;
}

TEST_F(CheckTest, RenderRestoresTheBibliographyByteForByte) {
  const std::string file = out_ + "/references.bib";
  const std::string before = read_text(file);
  std::filesystem::remove(file);
  EXPECT_EQ(check(), 1);
  EXPECT_EQ(render(), 0);
  EXPECT_EQ(read_text(file), before);
  EXPECT_EQ(check(), 0);
}

TEST_F(CheckTest, ADamagedLineIsTold) {
  std::ofstream(out_ + "/enriched.jsonl", std::ios::app) << "{\"schema\":1,\n";
  EXPECT_EQ(check(), 1);
  EXPECT_NE(printed_.find("enriched.jsonl:43: error: "), std::string::npos) << printed_;
  EXPECT_EQ(render(), 100 + static_cast<int>(ErrorKind::input));
}

TEST_F(CheckTest, AMisspeltMemberIsInvalid) {
  const std::string file = out_ + "/enriched.jsonl";
  std::string text = read_text(file);
  text.replace(text.find("\"title\""), 7, "\"titel\"");
  std::ofstream(file, std::ios::trunc) << text;
  EXPECT_EQ(check(), 1);
  EXPECT_NE(printed_.find("enriched.jsonl:1: error: titel: there is no such member"), std::string::npos) << printed_;
}

TEST_F(CheckTest, OutputsThatAreNotThereAreAMistakeOfUsage) {
  line_.folder = folder_.file("nowhere");
  EXPECT_EQ(check(), 100 + static_cast<int>(ErrorKind::input));
  EXPECT_EQ(render(), 100 + static_cast<int>(ErrorKind::input));
}

}  // namespace
}  // namespace bibmill
