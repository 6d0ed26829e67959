// StateLock: one process at a time works with a state folder (pacing, which processes share, has locks of its own).
#pragma once

#include <filesystem>

#include "connectors/async/clock.h"
#include "normalizers/base/result.h"

namespace bibmill {

class StateLock {
 public:
  /// Takes `folder`/lock, which names its holder: process, machine, start. It goes with the process, however that ends.
  /// Error storage: another process holds it, and which; or the folder cannot be written to.
  static Result<StateLock> acquire(const std::filesystem::path& folder, Clock::WallTime now);
  ~StateLock();
  StateLock(StateLock&& other) noexcept;
  StateLock& operator=(StateLock&& other) noexcept;

 private:
  explicit StateLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace bibmill
