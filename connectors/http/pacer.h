// Pacer: when the next request may start, by the generic cell rate algorithm: one point in time is the whole state.
// Pure: no clock, no sleep. Wall-clock time, because processes share the state through a file (CONTRACTS §3).
#pragma once

#include <algorithm>
#include <chrono>

#include "connectors/async/clock.h"

namespace bibmill {

class Pacer {
 public:
  using Duration = Clock::WallTime::duration;

  /// One request per `interval`, up to `burst` (at least 1) at once after a rest. `next`: state of an earlier run.
  Pacer(Duration interval, int burst, Clock::WallTime next = {})
      : interval_(interval), tolerance_(interval * (std::max(burst, 1) - 1)), next_(next) {}

  /// Takes the next free start, at or after `now`.
  Clock::WallTime reserve(Clock::WallTime now) {
    const auto start = std::max(now, next_ - tolerance_);
    next_ = std::max(now, next_) + interval_;
    return start;
  }
  /// No start before `when` (Retry-After).
  void hold_until(Clock::WallTime when) { next_ = std::max(next_, when + tolerance_); }
  /// A clock that was set back must not block for longer than the state can honestly ask: `longest` from `now`.
  void clamp(Clock::WallTime now, Duration longest) { next_ = std::min(next_, now + longest + tolerance_); }

  Clock::WallTime next() const { return next_; }
  Duration interval() const { return interval_; }

 private:
  Duration interval_;
  Duration tolerance_;
  Clock::WallTime next_;
};

}  // namespace bibmill
