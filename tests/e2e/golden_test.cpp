// The outputs of the bundled list, byte for byte.
#include "tests/support/golden.h"

#include "tests/support/run_bundled.h"

namespace bibmill {
namespace {

/// Run from the project's folder, so that `entry.file` is the same everywhere.
std::string output_of_bundled_list(const std::string& name) {
  std::filesystem::current_path(BIBMILL_SOURCE_DIR);
  const TemporaryFolder folder;
  run_or_fail(replay_request("fixtures/eurosys-2026.md", folder.file("out"), "fixtures/http"), settings_in(folder));
  return read_text(folder.path() / "out" / name);
}

TEST(Golden, EnrichedJsonLines) {
  expect_golden("eurosys-2026/enriched.jsonl", output_of_bundled_list("enriched.jsonl"));
}
TEST(Golden, References) { expect_golden("eurosys-2026/references.bib", output_of_bundled_list("references.bib")); }
TEST(Golden, AttentionPage) { expect_golden("eurosys-2026/attention.md", output_of_bundled_list("attention.md")); }
TEST(Golden, Organisations) {
  expect_golden("eurosys-2026/organisations.jsonl", output_of_bundled_list("organisations.jsonl"));
}

/// What `bibmill explain` prints of these entries, of outputs made by the program itself.
TEST(Golden, Explanations) {
  std::filesystem::current_path(BIBMILL_SOURCE_DIR);
  const TemporaryFolder folder;
  run_or_fail(replay_request("fixtures/eurosys-2026.md", folder.file("out"), "fixtures/http"), settings_in(folder));
  const std::string text = folder.file("explained.txt");
  const std::string command = "'" BIBMILL_BINARY_DIR "/bibmill' explain '" + folder.file("out") +
                              "' jin2026megascale liu2026aims > '" + text + "'";
  ASSERT_EQ(std::system(command.c_str()), 0);
  expect_golden("eurosys-2026/explained.txt", read_text(text));
}

}  // namespace
}  // namespace bibmill
