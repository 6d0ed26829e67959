// MappedFile: a file of an index, mapped read-only. Pages are read when they are touched and belong to the system's
// cache, so that an index larger than the memory can be used. Immutable; thread-safe.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

#include "normalizers/base/result.h"

namespace bibmill {

class MappedFile {
 public:
  /// Error storage: it cannot be read.
  static Result<MappedFile> open(const std::filesystem::path& file);

  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  std::string_view text() const { return {static_cast<const char*>(address_), size_}; }

  /// The file as an array of plain numbers in this machine's byte order; a rest shorter than one is left out.
  template <class Number>
  std::span<const Number> numbers() const {
    return {static_cast<const Number*>(address_), size_ / sizeof(Number)};
  }

 private:
  MappedFile(const void* address, std::size_t size) : address_(address), size_(size) {}
  void unmap() noexcept;

  const void* address_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace bibmill
