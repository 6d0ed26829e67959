#include "tests/quality/name_tables.h"

namespace bibmill::quality {
namespace {

TEST(NameTables, NinetySevenOfAHundredCasesAgree) {
  const std::vector<NameTable> tables = name_tables(std::filesystem::path(BIBMILL_SHARED_DIR) / "bench");
  if (tables.empty()) GTEST_SKIP() << "no labelled data in " << BIBMILL_SHARED_DIR;
  std::size_t cases = 0;
  std::size_t agreeing = 0;
  for (const NameTable& table : tables) {
    cases += table.cases;
    agreeing += table.agreeing + table.contradicted;
    for (const std::string& differing : table.differing)
      std::printf("  %s: %s\n", table.name.c_str(), differing.c_str());
  }
  EXPECT_GE(agreeing * 100, cases * 97) << agreeing << " of " << cases;
}

}  // namespace
}  // namespace bibmill::quality
