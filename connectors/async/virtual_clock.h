// VirtualClock: time that stands still while anything can run and then jumps to the next sleeper. Replay and tests: a
// run that waits for hours takes no time, and takes the same course every time. The event loop advances it. Used on the
// io thread only.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <utility>

#include "connectors/async/clock.h"
#include "connectors/async/event.h"

namespace bibmill {

class VirtualClock final : public Clock {
 public:
  explicit VirtualClock(WallTime start = {}) : wall_start_(start) {}

  TimePoint now() const override { return now_; }
  WallTime wall() const override {
    return wall_start_ + std::chrono::duration_cast<WallTime::duration>(now_ - TimePoint());
  }
  Awaitable<void> sleep_until(TimePoint when) override;

  /// Jumps to the earliest sleeper and wakes all who are due then; false when nobody sleeps.
  bool advance_to_next();
  /// Forgets all sleepers; they are never woken. For the end of their loop.
  void drop_sleepers() { sleepers_.clear(); }

 private:
  WallTime wall_start_;
  TimePoint now_;
  std::uint64_t arrivals_ = 0;
  std::map<std::pair<TimePoint, std::uint64_t>, std::shared_ptr<Event>> sleepers_;
};

}  // namespace bibmill
