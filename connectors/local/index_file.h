// IndexFile: one file of an index while it is written, from its beginning to its end. Not thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "normalizers/base/result.h"

namespace bibmill {

/// What the index remembers of each of its files, to find damage.
struct FileFacts {
  std::uint64_t bytes = 0;
  std::uint32_t crc32 = 0;

  bool operator==(const FileFacts&) const = default;
};

class IndexFile {
 public:
  explicit IndexFile(std::filesystem::path file);
  ~IndexFile();
  IndexFile(const IndexFile&) = delete;
  IndexFile& operator=(const IndexFile&) = delete;

  /// After a failure nothing more is written, and finish() tells.
  void write(std::string_view bytes);

  template <class Number>
  void write_numbers(std::span<const Number> numbers) {
    write({reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes()});
  }

  /// Written and synced. Error storage, with the remedy.
  Result<FileFacts> finish();

 private:
  void flush();

  std::filesystem::path path_;
  int descriptor_ = -1;
  int error_ = 0;  ///< errno of the first failure
  std::string buffer_;
  FileFacts facts_;
};

/// Of a whole text.
FileFacts file_facts(std::string_view text);

}  // namespace bibmill
