#include "pipeline/state/state_lock.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

std::string describe_self(Clock::WallTime now) {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  const std::time_t started = std::chrono::system_clock::to_time_t(now);
  return fmt::format("process {} on {} since {:%Y-%m-%d %H:%M:%S} UTC", getpid(), host.data(), fmt::gmtime(started));
}

std::string read_holder(int descriptor) {
  std::array<char, 512> text{};
  const ssize_t size = pread(descriptor, text.data(), text.size(), 0);
  const std::string_view holder(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  return holder.empty() ? "another process" : printable(trim(holder));
}

}  // namespace

Result<StateLock> StateLock::acquire(const std::filesystem::path& folder, Clock::WallTime now) {
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (problem) {
    return fail(ErrorKind::storage,
                fmt::format("the state folder {} cannot be made: {}; choose another with --state, or put right what is "
                            "in its way",
                            folder.string(), problem.message()));
  }
  const std::filesystem::path file = folder / "lock";
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    return fail(ErrorKind::storage,
                fmt::format("cannot use {}: {}; make it writable, or choose another folder with --state", file.string(),
                            std::strerror(errno)));
  }
  StateLock lock(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    return fail(
        ErrorKind::storage,
        fmt::format("the state in {} is in use by {}; wait until it ends, or choose another folder with --state",
                    folder.string(), read_holder(descriptor)));
  }
  // Only for people: that a name cannot be written does not make the lock weaker.
  const std::string holder = describe_self(now) + "\n";
  if (ftruncate(descriptor, 0) == 0) std::ignore = pwrite(descriptor, holder.data(), holder.size(), 0);
  return lock;
}

StateLock::~StateLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

StateLock::StateLock(StateLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

StateLock& StateLock::operator=(StateLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

}  // namespace bibmill
