// Signals: SIGINT and SIGTERM as an exception on the io thread. What was answered until then is in the cache; a second
// signal ends the process at once.
#pragma once

#include "connectors/http/client.h"

namespace bibmill {

struct Interrupted {
  int signal = 0;
};

/// Never ends; throws Interrupted when a signal arrives. Spawn it on an EventLoop, whose run() then throws.
Awaitable<void> throw_on_signal();

}  // namespace bibmill
