// What a person pinned is obeyed by every run, and a run without changes asks nobody.
#include "pipeline/commands/pin.h"

#include <algorithm>
#include <filesystem>

#include "pipeline/commands/check.h"
#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

class PinTest : public testing::Test {
 protected:
  PinTest() {
    settings_ = settings_in(folder_);
    list_ = folder_.write("list.md", read_text(source_path("fixtures/eurosys-2026.md")));
    enrich();
    line_.folder = folder_.file("out");
  }

  RunOutcome enrich() { return run_or_fail(replay_request(list_, folder_.file("out")), settings_); }

  int pin(const std::string& key, const std::vector<std::string>& assignments) {
    line_.pin.key = key;
    line_.pin.assignments = assignments;
    testing::internal::CaptureStdout();
    const Result<int> code = pin_command(line_, settings_);
    testing::internal::GetCapturedStdout();
    return code ? *code : 100 + static_cast<int>(code.error().kind);
  }

  int check() {
    line_.check.inputs = {list_};
    testing::internal::CaptureStdout();
    const Result<int> code = check_command(line_, settings_);
    testing::internal::GetCapturedStdout();
    return code ? *code : 100 + static_cast<int>(code.error().kind);
  }

  static const Record& record(const RunOutcome& outcome, const std::string& id) {
    const auto found = std::ranges::find(outcome.records, id, &Record::id);
    EXPECT_NE(found, outcome.records.end()) << id;
    return *found;
  }

  TemporaryFolder folder_;
  Settings settings_;
  CommandLine line_;
  std::string list_;
};

constexpr const char* kKey = "jin2026megascale";

TEST_F(PinTest, AFieldStandsAsPinnedAndSaysSo) {
  ASSERT_EQ(pin(kKey, {"title=Pinned Title", "pages=1-2"}), 0);
  EXPECT_EQ(check(), 1);
  const RunOutcome outcome = enrich();
  const Record& pinned = record(outcome, kKey);
  EXPECT_EQ(pinned.status, Status::resolved);
  EXPECT_EQ(pinned.work.title, "Pinned Title");
  EXPECT_EQ(pinned.work.pages, "1-2");
  const std::string written = read_text(folder_.file("out") + "/enriched.jsonl");
  EXPECT_NE(written.find(R"("title":{"source":"input","id":"pin")"), std::string::npos);
  EXPECT_NE(pinned.entry.work.title, "Pinned Title");
  EXPECT_EQ(check(), 0);
  EXPECT_EQ(all_requests(enrich().report), 0u);
}

TEST_F(PinTest, AnIdentifierDecidesWhichPaperItIs) {
  ASSERT_EQ(pin(kKey, {"doi=10.1145/3767295.3769316"}), 0);
  const RunOutcome after = enrich();
  const Record& pinned = record(after, kKey);
  EXPECT_EQ(pinned.work.doi, Doi::parse("10.1145/3767295.3769316"));
  EXPECT_EQ(pinned.match.reason, "pinned");
  EXPECT_EQ(pinned.status, Status::resolved);
}

TEST_F(PinTest, WhatIsNotAPaperLeavesTheOutputs) {
  ASSERT_EQ(pin(kKey, {"not-a-paper"}), 0);
  const RunOutcome outcome = enrich();
  EXPECT_EQ(outcome.report.not_papers, 1u);
  EXPECT_EQ(outcome.report.entries, 41u);
  EXPECT_EQ(check(), 0);
  // The key is not in the outputs any more: the identity in the pin file still names the entry.
  EXPECT_EQ(enrich().report.entries, 41u);
}

TEST_F(PinTest, WhatIsNotAPaperCanBecomeOneAgain) {
  ASSERT_EQ(pin(kKey, {"not-a-paper"}), 0);
  enrich();
  line_.pin.remove = true;
  ASSERT_EQ(pin(kKey, {}), 0);
  EXPECT_EQ(enrich().report.entries, 42u);
}

TEST_F(PinTest, APinThatIsTakenBackMakesTheRecordStale) {
  ASSERT_EQ(pin(kKey, {"pages=1-2"}), 0);
  enrich();
  ASSERT_EQ(check(), 0);
  std::filesystem::remove(list_ + ".pins");
  EXPECT_EQ(check(), 1);
}

TEST_F(PinTest, APinFileThatCannotBeReadIsLeftAlone) {
  std::filesystem::create_directory(list_ + ".pins");
  EXPECT_EQ(pin(kKey, {"pages=1-2"}), 100 + static_cast<int>(ErrorKind::input));
}

TEST_F(PinTest, MistakesAreToldAndChangeNothing) {
  EXPECT_EQ(pin("nobody2026", {"issued=2026"}), 100 + static_cast<int>(ErrorKind::input));
  EXPECT_EQ(pin(kKey, {"doi=nonsense"}), 100 + static_cast<int>(ErrorKind::input));
  EXPECT_EQ(pin(kKey, {"doi=10.5555/123.4"}), 100 + static_cast<int>(ErrorKind::input));
  EXPECT_FALSE(std::filesystem::exists(list_ + ".pins"));
}

}  // namespace
}  // namespace bibmill
