// Circuit: when a source that fails is left alone (HTTP fact sheet §2). Opens after consecutive failures, after half of
// the last twenty, and at once, for hours, when the source says that it does not want us (bot wall, 401, 403). Pure:
// time is passed in.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>

#include "connectors/async/clock.h"

namespace bibmill {

struct CircuitLimits {
  int failures = 5;
  std::chrono::milliseconds pause{60'000};  ///< first pause; doubles with each that follows
  std::chrono::milliseconds pause_cap{3'600'000};
  std::chrono::milliseconds wall{21'600'000};  ///< pause after a bot wall or 403
};

class Circuit {
 public:
  using WallTime = Clock::WallTime;
  explicit Circuit(CircuitLimits limits) : limits_(limits) {}

  void success();
  void failure(WallTime now);
  void blocked(WallTime now);
  /// The source has said until when it is to be left alone.
  void resting(WallTime until) { open(until); }

  /// Requests may go from here on; in the past when the circuit is closed, or its pause is over and a probe may go.
  WallTime open_until() const { return open_until_; }
  /// A pause is over, and nothing has succeeded since: one probe at a time.
  bool is_probing() const { return pauses_ > 0; }
  int pauses() const { return pauses_; }
  /// State of an earlier run or another process.
  void restore(WallTime open_until, int pauses);

 private:
  void open(WallTime until);

  CircuitLimits limits_;
  int consecutive_ = 0;
  int pauses_ = 0;  ///< since the last success
  std::deque<bool> recent_;
  WallTime open_until_{};
};

}  // namespace bibmill
