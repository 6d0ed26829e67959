#include "connectors/async/virtual_clock.h"

#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

namespace bibmill {

Awaitable<void> VirtualClock::sleep_until(TimePoint when) {
  if (when <= now_) co_return;
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto alarm = std::make_shared<Event>(executor);
  const std::pair place(when, arrivals_++);
  sleepers_.emplace(place, alarm);
  const bool rang = co_await alarm->wait();
  if (rang) co_return;
  sleepers_.erase(place);
  throw boost::system::system_error(boost::asio::error::operation_aborted);
}

bool VirtualClock::advance_to_next() {
  if (sleepers_.empty()) return false;
  now_ = sleepers_.begin()->first.first;
  while (!sleepers_.empty() && sleepers_.begin()->first.first <= now_) {
    const auto alarm = sleepers_.begin()->second;
    sleepers_.erase(sleepers_.begin());
    alarm->set();
  }
  return true;
}

}  // namespace bibmill
