// IndexMeta: what an index says about itself (meta.json in its folder): where it came from, what it holds, and how it
// is laid out. Pure but for the two functions that touch the file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "connectors/local/index_file.h"
#include "normalizers/base/result.h"

namespace bibmill {

/// Raised whenever a file of the index, a lookup term or the order of bytes changes its meaning.
inline constexpr int kIndexFormat = 1;

struct IndexMeta {
  int format = kIndexFormat;
  std::string name;      ///< "dblp"
  std::string source;    ///< file name or URL of the dump
  std::string md5;       ///< of the dump's file
  std::string released;  ///< UTC day of the dump; it is the `retrieved` of its records
  std::uint64_t records = 0;
  std::uint64_t persons = 0;     ///< person records of the dump, which the index leaves out
  std::uint64_t unreadable = 0;  ///< records that could not be read
  std::map<std::string, FileFacts> files;

  bool operator==(const IndexMeta&) const = default;
};

/// Error storage: no readable index there, or one of another format; with what to do.
Result<IndexMeta> read_index_meta(const std::filesystem::path& folder);
Result<void> write_index_meta(const std::filesystem::path& folder, const IndexMeta& meta);

}  // namespace bibmill
