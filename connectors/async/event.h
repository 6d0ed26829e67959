// Event: a one-shot signal that coroutines wait for. Used on the io thread only.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>

#include "connectors/http/client.h"

namespace bibmill {

class Event {
 public:
  explicit Event(const boost::asio::any_io_executor& executor);
  ~Event();
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  /// Wakes all who wait, through the loop (never inside this call). Later waits return at once.
  void set();
  bool is_set() const;
  /// True once the event is set; false when the waiter was cancelled before. The event is no owner of its waiters.
  Awaitable<bool> wait();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace bibmill
