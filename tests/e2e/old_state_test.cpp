// A run on a state that an older version left: files of each version are kept in tests/pipeline/state/old, as that
// version wrote them for a list of one DOI, with the citation key "kept2020".
#include <filesystem>

#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

struct OldState {
  const char* file;
  bool has_record;  ///< versions before 2 kept citation keys alone
};

void PrintTo(const OldState& state, std::ostream* out) { *out << state.file; }

class OldStateFile : public testing::TestWithParam<OldState> {
 protected:
  OldStateFile() : settings_(settings_in(folder_)), list_(folder_.write("list.txt", "10.1145/3767295.3769325\n")) {
    fs::create_directories(folder_.path() / "state");
    fs::copy_file(source_path("tests/pipeline/state/old/") + GetParam().file, folder_.path() / "state" / "state.db");
  }

  RunOutcome run() { return run_or_fail(replay_request(list_, folder_.file("out")), settings_); }

  TemporaryFolder folder_;
  Settings settings_;
  std::string list_;
};

TEST_P(OldStateFile, GivesItsCitationKeysAndWhatItKnew) {
  const RunOutcome outcome = run();
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(all_requests(outcome.report) == 0, GetParam().has_record) << "the record stands until it is due";
  const std::string record = read_text(folder_.path() / "out" / "enriched.jsonl");
  EXPECT_NE(record.find(R"("id":"kept2020")"), std::string::npos) << record;
  EXPECT_NE(record.find("MegaScale-MoE"), std::string::npos) << record;
}

TEST_P(OldStateFile, IsReadByTheRunsThatFollow) {
  run();
  const std::string first = read_text(folder_.path() / "out" / "enriched.jsonl");
  const RunOutcome outcome = run();
  EXPECT_EQ(all_requests(outcome.report), 0u);
  EXPECT_EQ(read_text(folder_.path() / "out" / "enriched.jsonl"), first);
}

INSTANTIATE_TEST_SUITE_P(Versions, OldStateFile,
                         testing::Values(OldState{"state-1.db", false}, OldState{"state-2.db", true}),
                         [](const auto& test) { return "version_" + std::string(test.param.file).substr(6, 1); });

}  // namespace
}  // namespace bibmill
