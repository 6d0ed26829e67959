#include "pipeline/write/atomic_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace bibmill {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBufferBytes = 1u << 18;  // large enough that a system call costs nothing beside the copying

std::string remedy(int code, std::string_view choice) {
  const auto choose = [choice](std::string_view first) { return fmt::format("{}choose another {}", first, choice); };
  switch (code) {
    case EACCES:
    case EPERM: return choose("make the folder writable, or ");
    case EROFS: return choose("the file system is read-only; ");
    case ENOSPC:
    case EDQUOT: return "the disk is full; free some space and run again, nothing that was found is lost";
    case ENOENT: return choose("make the folder, or ");
    case ENOTDIR:
    case EEXIST: return choose("a file is in the way; remove it, or ");
    case ENODEV: return choose("a file is in the way that is no ordinary one; ");
    case EISDIR: return choose("a folder is in the way; remove it, or ");
    case EWOULDBLOCK: return "another run is writing it; wait for that run to end";
    default: return choose("");
  }
}

tl::unexpected<Error> storage_error(const fs::path& path, int code, std::string_view choice) {
  return fail(ErrorKind::storage, fmt::format("cannot write {}: {}; {}", path.string(),
                                              std::generic_category().message(code), remedy(code, choice)));
}

/// 0, or the errno of the write that failed.
int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

/// Opens the file beside the target and locks it. Its name is fixed, so that a killed run leaves at most one, which the
/// next run takes over; the lock keeps two runs apart. A file that was renamed away between open and lock is not ours:
/// the caller tries again.
int open_locked(const fs::path& temporary, mode_t mode) {
  const int descriptor = ::open(temporary.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode);
  if (descriptor < 0) return -1;
  struct stat opened{};
  struct stat named{};
  int code = 0;
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    code = errno;
  } else if (::fstat(descriptor, &opened) != 0 || ::stat(temporary.c_str(), &named) != 0 ||
             opened.st_ino != named.st_ino || opened.st_dev != named.st_dev) {
    code = ESTALE;
  } else if (::ftruncate(descriptor, 0) != 0) {
    code = errno;
  }
  if (code == 0) return descriptor;
  ::close(descriptor);
  errno = code;
  return -1;
}

bool read_block(int descriptor, std::string& block) {
  block.resize(kBufferBytes);
  std::size_t filled = 0;
  while (filled < block.size()) {
    const ssize_t got = ::read(descriptor, block.data() + filled, block.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  block.resize(filled);
  return true;
}

bool same_bytes(int descriptor, const fs::path& target) {
  const int present = ::open(target.c_str(), O_RDONLY | O_CLOEXEC);
  if (present < 0) return false;
  struct stat ours{};
  struct stat theirs{};
  bool same = ::fstat(descriptor, &ours) == 0 && ::fstat(present, &theirs) == 0 && ours.st_size == theirs.st_size &&
              ::lseek(descriptor, 0, SEEK_SET) == 0;
  std::string mine;
  std::string other;
  do {
    same = same && read_block(descriptor, mine) && read_block(present, other) && mine == other;
  } while (same && !mine.empty());
  ::close(present);
  return same;
}

/// Without this a power loss may forget the rename, though the file itself is safe. 0, or an errno.
int sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  const int code = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  // EINVAL: the file system cannot sync folders (some network and virtual ones); there is nothing more to do then.
  return code == EINVAL ? 0 : code;
}

fs::path folder_of(const fs::path& target) { return target.has_parent_path() ? target.parent_path() : fs::path("."); }

}  // namespace

AtomicFile::AtomicFile(fs::path target, fs::path temporary, int descriptor, std::string choice)
    : target_(std::move(target)),
      temporary_(std::move(temporary)),
      descriptor_(descriptor),
      choice_(std::move(choice)) {}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : target_(std::move(other.target_)),
      temporary_(std::move(other.temporary_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      choice_(std::move(other.choice_)),
      buffer_(std::move(other.buffer_)) {}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
  if (this == &other) return *this;
  abandon();
  target_ = std::move(other.target_);
  temporary_ = std::move(other.temporary_);
  descriptor_ = std::exchange(other.descriptor_, -1);
  choice_ = std::move(other.choice_);
  buffer_ = std::move(other.buffer_);
  return *this;
}

AtomicFile::~AtomicFile() { abandon(); }

void AtomicFile::abandon() noexcept {
  if (descriptor_ < 0) return;
  ::unlink(temporary_.c_str());  // before the lock goes with the descriptor: afterwards it may be another run's
  ::close(descriptor_);
  descriptor_ = -1;
}

Result<AtomicFile> AtomicFile::create(fs::path target, std::string_view choice) {
  std::error_code ignored;
  if (fs::is_symlink(target, ignored)) {
    // A link stays a link: what it points to is replaced.
    const fs::path pointed = fs::weakly_canonical(target, ignored);
    if (!ignored) target = pointed;
  }
  struct stat present{};
  const bool exists = ::stat(target.c_str(), &present) == 0;
  if (exists && S_ISDIR(present.st_mode)) return storage_error(target, EISDIR, choice);
  if (exists && !S_ISREG(present.st_mode)) return storage_error(target, ENODEV, choice);
  const fs::path temporary = folder_of(target) / ("." + target.filename().string() + ".part");
  int descriptor = -1;
  for (int attempt = 0; descriptor < 0 && attempt < 10; ++attempt) {
    descriptor = open_locked(temporary, 0666);
    if (descriptor < 0 && errno != ESTALE) return storage_error(target, errno, choice);
  }
  if (descriptor < 0) return storage_error(target, EWOULDBLOCK, choice);
  if (exists) static_cast<void>(::fchmod(descriptor, present.st_mode & 07777));  // a private file stays private
  return AtomicFile(std::move(target), temporary, descriptor, std::string(choice));
}

Result<void> AtomicFile::flush() {
  const int code = write_all(descriptor_, buffer_);
  buffer_.clear();
  return code == 0 ? Result<void>() : storage_error(target_, code, choice_);
}

Result<void> AtomicFile::write(std::string_view bytes) {
  buffer_ += bytes;
  return buffer_.size() < kBufferBytes ? Result<void>() : flush();
}

Result<void> AtomicFile::commit() {
  if (auto written = flush(); !written) return written;
  if (same_bytes(descriptor_, target_)) {
    abandon();
    return {};
  }
  int code = ::fsync(descriptor_) == 0 && ::rename(temporary_.c_str(), target_.c_str()) == 0 ? 0 : errno;
  if (code != 0) return storage_error(target_, code, choice_);
  code = ::close(std::exchange(descriptor_, -1)) == 0 ? sync_folder(folder_of(target_)) : errno;
  return code == 0 ? Result<void>() : storage_error(target_, code, choice_);
}

Result<void> write_file_atomically(const fs::path& path, std::string_view bytes, std::string_view choice) {
  Result<AtomicFile> file = AtomicFile::create(path, choice);
  if (!file) return tl::unexpected<Error>(std::move(file).error());
  if (auto written = file->write(bytes); !written) return written;
  return file->commit();
}

Result<void> make_output_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  int code = error.value();
  if (code == 0 && !fs::is_directory(folder, error)) code = EEXIST;
  if (code == 0 && ::access(folder.c_str(), W_OK | X_OK) != 0) code = errno;
  return code == 0 ? Result<void>() : storage_error(folder, code, kOutputFolder);
}

}  // namespace bibmill
