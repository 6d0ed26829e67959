// Clock: the only place time comes from. SystemClock waits; VirtualClock jumps to the next waiter when nothing else can
// run (replay and tests), so that no wait takes real time.
#pragma once

#include <chrono>

#include "connectors/http/client.h"

namespace bibmill {

class Clock {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;
  using WallTime = std::chrono::system_clock::time_point;
  virtual ~Clock() = default;
  virtual TimePoint now() const = 0;  ///< for intervals
  virtual WallTime wall() const = 0;  ///< for expiry and what is shared between processes
  virtual Awaitable<void> sleep_until(TimePoint when) = 0;
};

}  // namespace bibmill
