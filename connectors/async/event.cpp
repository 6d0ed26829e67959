#include "connectors/async/event.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <tuple>

namespace bibmill {

// A timer that never expires is Asio's own condition variable: cancel() wakes its waiters, cancellation slots work.
struct Event::State {
  explicit State(const boost::asio::any_io_executor& executor)
      : timer(executor, boost::asio::steady_timer::time_point::max()) {}
  boost::asio::steady_timer timer;
  bool set = false;
};

Event::Event(const boost::asio::any_io_executor& executor) : state_(std::make_shared<State>(executor)) {}
Event::~Event() = default;

void Event::set() {
  state_->set = true;
  state_->timer.cancel();
}

bool Event::is_set() const { return state_->set; }

Awaitable<bool> Event::wait() {
  const auto state = state_;
  if (state->set) co_return true;
  boost::system::error_code ignored;
  co_await state->timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
  co_return state->set;
}

}  // namespace bibmill
