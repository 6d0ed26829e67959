// EventLoop: the io thread. Runs coroutines until the main one ends, and knows when nothing can run without an outside
// event: that is when half-full batches are sent, and when a virtual clock moves.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>

#include "connectors/http/client.h"

namespace bibmill {

class CpuPool;
class VirtualClock;

class EventLoop {
 public:
  /// `virtual_clock` null: real time. Both outlive the loop; what uses its executor does not.
  explicit EventLoop(CpuPool& cpu, VirtualClock* virtual_clock = nullptr);
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  boost::asio::any_io_executor executor() const;

  /// Called, in the order of registration, when nothing can run without an outside event (no handler is ready, no CPU
  /// job is out). Returns whether it started something; the ones after it are asked only when it did not, so that what
  /// it starts may still fill their batches.
  using IdleListener = std::function<bool()>;
  void add_idle_listener(const void* owner, IdleListener listener);
  void remove_idle_listener(const void* owner);

  /// Runs `main` to its end on the calling thread; throws what it throws. May be called again.
  void run(Awaitable<void> main);
  /// Starts a coroutine nobody waits for. It catches what it can; an exception that escapes it ends run().
  void spawn(Awaitable<void> work);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bibmill
