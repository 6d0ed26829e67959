// SystemClock: real time. Thread-safe, except sleep_until, which belongs to the io thread as all coroutines do.
#pragma once

#include "connectors/async/clock.h"

namespace bibmill {

class SystemClock final : public Clock {
 public:
  TimePoint now() const override;
  WallTime wall() const override;
  /// Throws boost::system::system_error (operation_aborted) when cancelled, as every Asio operation does.
  Awaitable<void> sleep_until(TimePoint when) override;
};

}  // namespace bibmill
