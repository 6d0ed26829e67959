#include "connectors/local/index_file.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace bibmill {
namespace {

constexpr std::size_t kBuffer = 1u << 18;
// zlib counts in 32 bits.
constexpr std::size_t kMostAtOnce = 1u << 30;

std::uint32_t add_crc(std::uint32_t crc, std::string_view text) {
  uLong sum = crc;
  for (; !text.empty(); text.remove_prefix(std::min(text.size(), kMostAtOnce))) {
    sum = ::crc32(sum, reinterpret_cast<const Bytef*>(text.data()),
                  static_cast<uInt>(std::min(text.size(), kMostAtOnce)));
  }
  return static_cast<std::uint32_t>(sum);
}

}  // namespace

FileFacts file_facts(std::string_view text) { return {text.size(), add_crc(0, text)}; }

IndexFile::IndexFile(std::filesystem::path file) : path_(std::move(file)) {
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) error_ = errno;
}

IndexFile::~IndexFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void IndexFile::write(std::string_view bytes) {
  buffer_.append(bytes);
  if (buffer_.size() >= kBuffer) flush();
}

void IndexFile::flush() {
  std::string_view rest = buffer_;
  facts_.bytes += rest.size();
  facts_.crc32 = add_crc(facts_.crc32, rest);
  while (error_ == 0 && !rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  buffer_.clear();
}

Result<FileFacts> IndexFile::finish() {
  flush();
  if (error_ == 0 && ::fsync(descriptor_) != 0) error_ = errno;
  if (descriptor_ >= 0 && ::close(std::exchange(descriptor_, -1)) != 0 && error_ == 0) error_ = errno;
  if (error_ == 0) return facts_;
  return fail(ErrorKind::storage, path_.string() + " cannot be written: " + std::strerror(error_) +
                                      "; make room, or choose another place with paths.index");
}

}  // namespace bibmill
