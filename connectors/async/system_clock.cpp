#include "connectors/async/system_clock.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace bibmill {

Clock::TimePoint SystemClock::now() const { return std::chrono::steady_clock::now(); }
Clock::WallTime SystemClock::wall() const { return std::chrono::system_clock::now(); }

Awaitable<void> SystemClock::sleep_until(TimePoint when) {
  const auto executor = co_await boost::asio::this_coro::executor;
  boost::asio::steady_timer timer(executor, when);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

}  // namespace bibmill
