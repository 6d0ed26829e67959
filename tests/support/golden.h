// Golden files: expected outputs under fixtures/golden. They change only through scripts/accept_golden, which sets
// BIBMILL_ACCEPT: a run that rewrites them skips its tests, so that it is never green.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/temporary_folder.h"

namespace bibmill {

/// Compares `actual` with fixtures/golden/<name>; the first line that differs is told.
inline void expect_golden(const std::string& name, const std::string& actual) {
  const std::filesystem::path file = std::filesystem::path(BIBMILL_SOURCE_DIR) / "fixtures" / "golden" / name;
  if (std::getenv("BIBMILL_ACCEPT") != nullptr) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << actual;
    GTEST_SKIP() << "rewrote " << name;
  }
  const std::string expected = read_text(file);
  if (expected == actual) return;
  std::istringstream left(expected);
  std::istringstream right(actual);
  std::string left_line;
  std::string right_line;
  for (int line = 1;; ++line) {
    const bool more_left = static_cast<bool>(std::getline(left, left_line));
    const bool more_right = static_cast<bool>(std::getline(right, right_line));
    if (more_left != more_right || left_line != right_line) {
      ADD_FAILURE() << name << ":" << line << " differs\n  golden: " << (more_left ? left_line : "(end)")
                    << "\n  actual: " << (more_right ? right_line : "(end)")
                    << "\nIf the change is meant: scripts/accept_golden";
      return;
    }
    if (!more_left) return;
  }
}

}  // namespace bibmill
