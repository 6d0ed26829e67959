#include "connectors/http/pace_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <sstream>
#include <string_view>

namespace bibmill {
namespace {

using Microseconds = std::chrono::microseconds;

constexpr std::string_view kHead = "bibmill-pace 1";
constexpr std::string_view kCircuit = "circuit";
constexpr std::string_view kTurn = "turn";
/// Microseconds since 1970; later is not ours either, and would overflow the clock's nanoseconds (the year 2096).
constexpr std::int64_t kLatest = 4'000'000'000'000'000;
/// A group has a handful of buckets; more is not ours.
constexpr std::size_t kLongestFile = 4096;

std::int64_t micros(Clock::WallTime time) {
  return std::chrono::duration_cast<Microseconds>(time.time_since_epoch()).count();
}

Clock::WallTime from_micros(std::int64_t value) {
  return Clock::WallTime(std::chrono::duration_cast<Clock::WallTime::duration>(Microseconds(value)));
}

/// An open, locked file; both end with it.
class LockedFile {
 public:
  explicit LockedFile(const std::filesystem::path& file)
      : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    while (descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX) != 0) {
      if (errno == EINTR) continue;
      ::close(descriptor_);
      descriptor_ = -1;
    }
  }
  ~LockedFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  LockedFile(const LockedFile&) = delete;
  LockedFile& operator=(const LockedFile&) = delete;

  bool ok() const { return descriptor_ >= 0; }

  std::string read() const {
    std::string text(kLongestFile, '\0');
    const ssize_t size = ::pread(descriptor_, text.data(), text.size(), 0);
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return text;
  }

  bool write(const std::string& text) const {
    return ::pwrite(descriptor_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()) &&
           ::ftruncate(descriptor_, static_cast<off_t>(text.size())) == 0;
  }

 private:
  int descriptor_;
};

}  // namespace

Result<void> PaceFile::update(const std::function<void(PaceState&)>& change) {
  std::error_code ignored;
  std::filesystem::create_directories(file_.parent_path(), ignored);
  const LockedFile locked(file_);
  const auto failed = [&] {
    return fail(ErrorKind::storage, "cannot use " + file_.string() + ": " + std::strerror(errno) +
                                        "; make its folder writable or set paths.pace");
  };
  if (!locked.ok()) return failed();
  PaceState state = parse_pace(locked.read());
  change(state);
  if (!locked.write(print_pace(state))) return failed();
  return {};
}

std::string print_pace(const PaceState& state) {
  std::ostringstream text;
  text << kHead << '\n' << kCircuit << ' ' << micros(state.open_until) << ' ' << state.pauses << '\n';
  for (const auto& [bucket, next] : state.next) text << bucket << ' ' << micros(next) << '\n';
  for (const auto& [bucket, turn] : state.turn) text << kTurn << ' ' << micros(turn) << ' ' << bucket << '\n';
  return text.str();
}

PaceState parse_pace(std::string_view text) {
  std::istringstream lines{std::string(text)};
  std::string line;
  if (!std::getline(lines, line) || line != kHead) return {};
  PaceState state;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string name;
    std::int64_t value = 0;
    if (!(words >> name >> value) || value < 0 || value > kLatest) return {};
    if (name == kCircuit) {
      state.open_until = from_micros(value);
      if (!(words >> state.pauses) || state.pauses < 0) return {};
    } else if (name == kTurn) {
      if (!(words >> name)) return {};
      state.turn[name] = from_micros(value);
    } else {
      state.next[name] = from_micros(value);
    }
  }
  return state;
}

}  // namespace bibmill
