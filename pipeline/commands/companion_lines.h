// Reading a companion of a run's records line by line, for the commands that tell what it holds.
#pragma once

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/base/result.h"

namespace bibmill {

/// All lines of `folder`/`name`, each by `read`. Error input, with what to do, where the file cannot be opened, or a
/// line is none of ours.
template <class Item>
Result<std::vector<Item>> read_companion(const std::filesystem::path& folder, const std::string& name,
                                         Result<Item> (*read)(std::string_view)) {
  const std::string file = (folder / name).string();
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorKind::input, file + " cannot be read; give the folder that 'bibmill enrich --out' wrote");
  std::vector<Item> items;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    Result<Item> item = read(line);
    if (!item) return fail(ErrorKind::input, file + ":" + std::to_string(number) + ": " + item.error().message);
    items.push_back(std::move(*item));
  }
  return items;
}

}  // namespace bibmill
