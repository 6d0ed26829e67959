#include "connectors/async/event_loop.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <utility>
#include <vector>

#include "connectors/async/cpu_pool.h"
#include "connectors/async/virtual_clock.h"

namespace bibmill {

struct EventLoop::State {
  State(CpuPool& cpu_in, VirtualClock* virtual_clock_in)
      : cpu(cpu_in), virtual_clock(virtual_clock_in), guard(boost::asio::make_work_guard(io)) {}

  bool start_idle_work() {
    return std::ranges::any_of(listeners, [](const auto& listener) { return listener.second(); });
  }

  void step() {
    if (io.poll() > 0) return;
    if (cpu.outstanding() == 0) {
      if (start_idle_work()) return;
      if (virtual_clock != nullptr && virtual_clock->advance_to_next()) return;
    }
    io.run_one();
  }

  CpuPool& cpu;
  VirtualClock* virtual_clock;
  boost::asio::io_context io{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard;
  std::vector<std::pair<const void*, IdleListener>> listeners;
  std::exception_ptr escaped;
};

EventLoop::EventLoop(CpuPool& cpu, VirtualClock* virtual_clock) : state_(std::make_unique<State>(cpu, virtual_clock)) {}

EventLoop::~EventLoop() {
  state_->cpu.drain();  // its jobs post to the io_context, which goes next
  if (state_->virtual_clock != nullptr) state_->virtual_clock->drop_sleepers();
}

boost::asio::any_io_executor EventLoop::executor() const { return state_->io.get_executor(); }

void EventLoop::add_idle_listener(const void* owner, IdleListener listener) {
  state_->listeners.emplace_back(owner, std::move(listener));
}

void EventLoop::remove_idle_listener(const void* owner) {
  std::erase_if(state_->listeners, [owner](const auto& listener) { return listener.first == owner; });
}

void EventLoop::run(Awaitable<void> main) {
  const auto done = std::make_shared<bool>(false);  // shared: an exception elsewhere may end this call before `main`
  boost::asio::co_spawn(state_->io, std::move(main), [this, done](std::exception_ptr error) {
    *done = true;
    if (error) state_->escaped = error;
  });
  while (!*done && !state_->escaped) state_->step();
  if (const auto error = std::exchange(state_->escaped, nullptr)) std::rethrow_exception(error);
}

void EventLoop::spawn(Awaitable<void> work) {
  boost::asio::co_spawn(state_->io, std::move(work), [this](std::exception_ptr error) {
    if (error && !state_->escaped) state_->escaped = error;
  });
}

}  // namespace bibmill
