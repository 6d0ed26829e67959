// The tables of names from other tools' test suites (bench/names), and how many of their cases our readers agree with.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace bibmill::quality {

struct NameTable {
  std::string name;
  std::size_t cases = 0;
  std::size_t agreeing = 0;
  std::size_t contradicted = 0;          ///< not agreeing, but another suite expects something else of the same input
  std::vector<std::string> differing{};  ///< inputs that are read otherwise, and that no other suite contradicts
};

/// bibtexparser's parts, lists and invalid names, pybtex's names, JabRef's lists. Empty where the files are absent.
std::vector<NameTable> name_tables(const std::filesystem::path& bench);

}  // namespace bibmill::quality
