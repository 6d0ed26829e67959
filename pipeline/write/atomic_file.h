// Files that appear whole or not at all: written beside the target, synced, renamed into place, the folder synced too.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "normalizers/base/result.h"

namespace bibmill {

/// What to choose instead of a place that cannot be written, as messages name it.
inline constexpr std::string_view kOutputFolder = "folder with --out";

/// One file being written. Not thread-safe. Without commit() the target stays as it was and the temporary file is
/// removed.
class AtomicFile {
 public:
  /// Error (storage) with path and remedy: no such folder, no permission, the target is a folder, the disk is full.
  static Result<AtomicFile> create(std::filesystem::path target, std::string_view choice = kOutputFolder);

  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&& other) noexcept;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();

  Result<void> write(std::string_view bytes);

  /// Puts the file in place. Where the target holds the same bytes already it is left untouched, its time stamp too.
  Result<void> commit();

 private:
  AtomicFile(std::filesystem::path target, std::filesystem::path temporary, int descriptor, std::string choice);
  Result<void> flush();
  void abandon() noexcept;

  std::filesystem::path target_;
  std::filesystem::path temporary_;
  int descriptor_ = -1;
  std::string choice_;
  std::string buffer_;
};

/// create, write, commit.
Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view bytes,
                                   std::string_view choice = kOutputFolder);

/// Makes the folder and its parents, and sees that it can be written to. Error (storage) with path and remedy.
Result<void> make_output_folder(const std::filesystem::path& folder);

}  // namespace bibmill
