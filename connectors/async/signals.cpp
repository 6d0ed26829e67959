#include "connectors/async/signals.h"

#include <boost/asio/signal_set.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>

namespace bibmill {

Awaitable<void> throw_on_signal() {
  const auto executor = co_await boost::asio::this_coro::executor;
  boost::asio::signal_set signals(executor, SIGINT, SIGTERM);
  auto operation = signals.async_wait(boost::asio::use_awaitable);
  const int signal = co_await std::move(operation);
  // From here on the default action holds again: whoever insists is obeyed at once.
  signals.clear();
  throw Interrupted{signal};
}

}  // namespace bibmill
