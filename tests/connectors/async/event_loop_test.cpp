#include "connectors/async/event_loop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <stdexcept>
#include <thread>

#include "connectors/async/cpu_pool.h"
#include "connectors/async/event.h"
#include "connectors/async/permits.h"
#include "connectors/async/system_clock.h"
#include "connectors/async/virtual_clock.h"

namespace bibmill {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

struct Async : testing::Test {
  CpuPool cpu{2};
  VirtualClock clock;
  EventLoop loop{cpu, &clock};
  std::vector<std::string> log;

  Awaitable<void> sleep(std::chrono::seconds time) { co_await clock.sleep_until(clock.now() + time); }
  Awaitable<void> sleep_and_say(std::chrono::seconds time, std::string what) {
    co_await clock.sleep_until(clock.now() + time);
    log.push_back(what);
  }
};

TEST_F(Async, VirtualTimeJumpsToTheNextSleeperInOrder) {
  loop.spawn(sleep_and_say(20s, "later"));
  loop.spawn(sleep_and_say(10s, "sooner"));
  loop.spawn(sleep_and_say(10s, "sooner, too"));
  loop.run(sleep(3600s));
  EXPECT_THAT(log, ElementsAre("sooner", "sooner, too", "later"));
  EXPECT_EQ(clock.now() - Clock::TimePoint(), 3600s);
  EXPECT_EQ(clock.wall() - Clock::WallTime(), 3600s);
}

TEST_F(Async, IdleListenersGoBeforeTimeAndStopAtTheFirstThatStartsSomething) {
  int work = 2;
  loop.add_idle_listener(&work, [&] {
    if (work == 0) return false;
    --work;
    loop.spawn(sleep_and_say(0s, "first listener's work"));
    return true;
  });
  int other = 1;
  loop.add_idle_listener(&other, [&] {
    if (other == 0) return false;
    --other;
    loop.spawn(sleep_and_say(0s, "second listener's work"));
    return true;
  });
  loop.run(sleep_and_say(1s, "time"));
  EXPECT_THAT(log, ElementsAre("first listener's work", "first listener's work", "second listener's work", "time"));
  loop.remove_idle_listener(&work);
  loop.remove_idle_listener(&other);
}

TEST_F(Async, NothingIsIdleWhileTheCpuPoolWorks) {
  struct Main {
    static Awaitable<int> run(CpuPool* cpu) {
      auto work = [] {
        std::this_thread::sleep_for(20ms);
        return 42;
      };
      co_return co_await run_on(*cpu, std::move(work));
    }
    static Awaitable<void> keep(CpuPool* cpu, int* result) { *result = co_await run(cpu); }
  };
  int idle = 0;
  loop.add_idle_listener(this, [&idle] {
    ++idle;
    return false;
  });
  int result = 0;
  loop.run(Main::keep(&cpu, &result));
  EXPECT_EQ(result, 42);
  EXPECT_EQ(idle, 0);
  EXPECT_EQ(cpu.outstanding(), 0U);
}

TEST_F(Async, AnExceptionCrossesThePoolAndTheLoop) {
  struct Main {
    static Awaitable<void> run(CpuPool* cpu) {
      auto work = []() -> int { throw std::runtime_error("boom"); };
      std::ignore = co_await run_on(*cpu, std::move(work));
    }
  };
  EXPECT_THROW(loop.run(Main::run(&cpu)), std::runtime_error);
}

TEST_F(Async, ARunMayEndWhileTheCpuPoolWorks) {
  struct Main {
    static Awaitable<void> run(CpuPool* cpu) {
      auto work = [] {
        std::this_thread::sleep_for(20ms);
        return std::string("nobody sees this");
      };
      std::ignore = co_await run_on(*cpu, std::move(work));
    }
    static Awaitable<void> nothing() { co_return; }
  };
  EventLoop short_loop(cpu, &clock);
  short_loop.spawn(Main::run(&cpu));
  short_loop.run(Main::nothing());
}

TEST_F(Async, ManyJobsComeBackToTheirOwnCoroutines) {
  struct Main {
    static Awaitable<void> one(CpuPool* cpu, std::size_t number, std::vector<std::size_t>* slots, std::size_t* left,
                               Event* done) {
      auto work = [number] { return number * number; };
      (*slots)[number] = co_await run_on(*cpu, std::move(work));
      if (--*left == 0) done->set();
    }
    static Awaitable<void> wait(Event* done) { std::ignore = co_await done->wait(); }
  };
  std::vector<std::size_t> slots(500);
  std::size_t left = slots.size();
  Event done(loop.executor());
  for (std::size_t i = 0; i < slots.size(); ++i) loop.spawn(Main::one(&cpu, i, &slots, &left, &done));
  loop.run(Main::wait(&done));
  for (std::size_t i = 0; i < slots.size(); ++i) EXPECT_EQ(slots[i], i * i);
}

TEST_F(Async, AnEventWakesAllAndStaysSet) {
  struct Main {
    static Awaitable<void> wait(Event* event, int* woken) {
      const bool set = co_await event->wait();
      *woken += set ? 1 : 100;
    }
    static Awaitable<void> set(Event* event) {
      event->set();
      co_return;
    }
  };
  Event event(loop.executor());
  int woken = 0;
  loop.spawn(Main::wait(&event, &woken));
  loop.spawn(Main::wait(&event, &woken));
  loop.run(Main::set(&event));
  loop.run(Main::wait(&event, &woken));
  EXPECT_EQ(woken, 3);
}

TEST_F(Async, PermitsAreGivenInOrderAndNeverMoreThanThereAre) {
  struct Main {
    static Awaitable<void> work(Async* test, Permits* permits, std::string name, int* out, int* most) {
      const bool granted = co_await permits->acquire();
      EXPECT_TRUE(granted);
      *most = std::max(*most, ++*out);
      co_await test->sleep_and_say(1s, name);
      --*out;
      permits->release();
    }
  };
  Permits permits(loop.executor(), 2);
  int out = 0;
  int most = 0;
  for (const char* const name : {"a", "b", "c", "d", "e"}) loop.spawn(Main::work(this, &permits, name, &out, &most));
  loop.run(sleep(10s));
  EXPECT_THAT(log, ElementsAre("a", "b", "c", "d", "e"));
  EXPECT_EQ(most, 2);
  EXPECT_EQ(permits.free(), 2U);
}

TEST_F(Async, ACancelledWaiterForAPermitLeavesTheQueue) {
  namespace asio = boost::asio;
  Permits permits(loop.executor(), 0);
  asio::cancellation_signal stop;
  bool refused = false;
  asio::co_spawn(
      loop.executor(), permits.acquire(),
      asio::bind_cancellation_slot(stop.slot(), [&refused](std::exception_ptr, bool granted) { refused = !granted; }));
  loop.run(sleep(1s));
  EXPECT_EQ(permits.waiting(), 1U);
  stop.emit(asio::cancellation_type::terminal);
  loop.run(sleep(1s));
  EXPECT_TRUE(refused);
  EXPECT_EQ(permits.waiting(), 0U);
  permits.release();
  EXPECT_EQ(permits.free(), 1U);
}

TEST_F(Async, PermitsCanBecomeFewerWhileTheyAreOut) {
  Permits permits(loop.executor(), 1);
  permits.resize(3, 1);
  EXPECT_EQ(permits.free(), 3U);
  permits.resize(1, 3);
  EXPECT_EQ(permits.free(), 1U);
  permits.resize(0, 1);
  permits.resize(1, 0);
  EXPECT_EQ(permits.free(), 1U);
}

TEST_F(Async, SleepersAreForgottenWithTheirLoop) {
  auto other = std::make_unique<EventLoop>(cpu, &clock);
  other->spawn(sleep_and_say(1s, "never"));
  struct Nothing {
    static Awaitable<void> run() { co_return; }
  };
  other->run(Nothing::run());
  other.reset();
  EXPECT_FALSE(clock.advance_to_next());
}

TEST(SystemClock, SleepsAndCanBeCancelled) {
  namespace asio = boost::asio;
  CpuPool cpu(1);
  EventLoop loop(cpu);
  SystemClock clock;
  asio::cancellation_signal stop;
  bool cancelled = false;
  asio::co_spawn(loop.executor(), clock.sleep_until(clock.now() + 1h),
                 asio::bind_cancellation_slot(
                     stop.slot(), [&cancelled](std::exception_ptr error) { cancelled = error != nullptr; }));
  const auto begin = clock.now();
  loop.run(clock.sleep_until(begin + 5ms));
  EXPECT_GE(clock.now() - begin, 5ms);
  stop.emit(asio::cancellation_type::terminal);
  loop.run(clock.sleep_until(clock.now() + 1ms));
  EXPECT_TRUE(cancelled);
}

}  // namespace
}  // namespace bibmill
