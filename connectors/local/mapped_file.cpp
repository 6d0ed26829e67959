#include "connectors/local/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace bibmill {

Result<MappedFile> MappedFile::open(const std::filesystem::path& file) {
  const auto unreadable = [&] {
    return fail(ErrorKind::storage, file.string() + " cannot be read: " + std::strerror(errno));
  };
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return unreadable();
  struct stat facts{};
  if (::fstat(descriptor, &facts) != 0) {
    const auto error = unreadable();
    ::close(descriptor);
    return error;
  }
  const auto size = static_cast<std::size_t>(facts.st_size);
  void* address = size == 0 ? nullptr : ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
  if (address == MAP_FAILED) {
    const auto error = unreadable();
    ::close(descriptor);
    return error;
  }
  ::close(descriptor);
  return MappedFile(address, size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : address_(std::exchange(other.address_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  if (this == &other) return *this;
  unmap();
  address_ = std::exchange(other.address_, nullptr);
  size_ = std::exchange(other.size_, 0);
  return *this;
}

MappedFile::~MappedFile() { unmap(); }

void MappedFile::unmap() noexcept {
  if (address_ != nullptr) ::munmap(const_cast<void*>(address_), size_);
}

}  // namespace bibmill
