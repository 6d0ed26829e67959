#include "connectors/async/permits.h"

#include <algorithm>

namespace bibmill {

Awaitable<bool> Permits::acquire() {
  if (free_ > 0 && waiting_.empty()) {
    --free_;
    co_return true;
  }
  const auto turn = std::make_shared<Event>(executor_);
  waiting_.push_back(turn);
  const bool granted = co_await turn->wait();
  if (!granted) std::erase(waiting_, turn);
  co_return granted;
}

void Permits::release() {
  if (owed_ > 0) {
    --owed_;
  } else if (waiting_.empty()) {
    ++free_;
  } else {
    const auto next = waiting_.front();
    waiting_.pop_front();
    next->set();
  }
}

void Permits::resize(std::size_t count, std::size_t previous) {
  for (std::size_t more = previous; more < count; ++more) release();
  for (std::size_t fewer = count; fewer < previous; ++fewer) {
    if (free_ > 0) {
      --free_;
    } else {
      ++owed_;
    }
  }
}

}  // namespace bibmill
