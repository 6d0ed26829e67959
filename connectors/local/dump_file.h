// DumpFile: the bytes of a dump, inflated where it is gzip, with the MD5 of the file as it lies on disk. Not
// thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "normalizers/base/result.h"

namespace bibmill {

class DumpFile {
 public:
  /// Error input: the file cannot be read.
  static Result<DumpFile> open(const std::filesystem::path& file);
  DumpFile(DumpFile&& other) noexcept;
  DumpFile& operator=(DumpFile&& other) noexcept;
  ~DumpFile();

  /// Appends up to `most` bytes of text; 0 at the end. Error input: the file is damaged or cut off.
  Result<std::size_t> read(std::string& text, std::size_t most);

  std::string name() const;
  std::uint64_t bytes_read() const;
  std::uint64_t size() const;
  std::string md5() const;  ///< of what was read

 private:
  struct State;
  explicit DumpFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bibmill
