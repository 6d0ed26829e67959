// Permits: a counting semaphore for coroutines, first come, first served. Used on the io thread only.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <deque>
#include <memory>

#include "connectors/async/event.h"

namespace bibmill {

class Permits {
 public:
  Permits(const boost::asio::any_io_executor& executor, std::size_t count) : executor_(executor), free_(count) {}

  /// True with a permit taken; false when the waiter was cancelled (no permit is taken then).
  Awaitable<bool> acquire();
  /// Gives one permit back; the longest waiter has it at once.
  void release();
  /// `count` more permits, or fewer: what is out stays out, the next releases are swallowed.
  void resize(std::size_t count, std::size_t previous);
  std::size_t free() const { return free_; }
  std::size_t waiting() const { return waiting_.size(); }

 private:
  boost::asio::any_io_executor executor_;
  std::size_t free_;
  std::size_t owed_ = 0;
  std::deque<std::shared_ptr<Event>> waiting_;
};

}  // namespace bibmill
