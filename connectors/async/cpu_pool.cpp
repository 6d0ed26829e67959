#include "connectors/async/cpu_pool.h"

#include <algorithm>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#ifdef BIBMILL_CPU_POOL_ASIO
#include <boost/asio/thread_pool.hpp>
#else
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#endif

namespace bibmill {

namespace {

#ifdef BIBMILL_CPU_POOL_ASIO
class Threads {
 public:
  explicit Threads(std::size_t count) : pool_(count) {}
  template <class Task>
  void enqueue(Task task) {
    boost::asio::post(pool_, std::move(task));
  }

 private:
  boost::asio::thread_pool pool_;
};
#else
class Threads {
 public:
  /// The io thread never joins in, so that `count` threads are those of TBB, and it is one more.
  explicit Threads(std::size_t count)
      : limit_(tbb::global_control::max_allowed_parallelism, count + 1), arena_(static_cast<int>(count), 0) {}
  template <class Task>
  void enqueue(Task task) {
    arena_.enqueue(std::move(task));
  }

 private:
  tbb::global_control limit_;
  tbb::task_arena arena_;
};
#endif

std::size_t thread_count(std::size_t wanted) {
  if (wanted > 0) return wanted;
  return std::max(1u, std::thread::hardware_concurrency());
}

}  // namespace

struct CpuPool::State {
  explicit State(std::size_t count) : threads(count) {}

  void began() {
    ++outstanding;
    const std::lock_guard lock(mutex);
    ++running;
  }
  void ended() {
    const std::lock_guard lock(mutex);
    --running;
    if (running == 0) idle.notify_all();
  }

  std::size_t outstanding = 0;  // io thread only
  std::mutex mutex;
  std::condition_variable idle;
  std::size_t running = 0;
  Threads threads;  // last: its end waits for the workers, which use all of the above
};

CpuPool::CpuPool(std::size_t threads) : state_(std::make_unique<State>(thread_count(threads))) {}
CpuPool::~CpuPool() { drain(); }

std::size_t CpuPool::outstanding() const { return state_->outstanding; }

void CpuPool::drain() {
  std::unique_lock lock(state_->mutex);
  state_->idle.wait(lock, [this] { return state_->running == 0; });
}

Awaitable<void> CpuPool::run(std::function<void()> work) {
  const auto executor = co_await boost::asio::this_coro::executor;
  // Not shared: a worker that let go of the last reference would have to join itself. The pool outlives its jobs.
  State* const state = state_.get();
  auto start = [state, executor, work = std::move(work)](auto done) mutable {
    using Done = decltype(done);
    struct Job {
      Job(std::function<void()> work_in, Done done_in, const boost::asio::any_io_executor& executor_in)
          : work(std::move(work_in)), done(std::move(done_in)), executor(executor_in), guard(executor_in) {}
      std::function<void()> work;
      Done done;
      boost::asio::any_io_executor executor;
      boost::asio::executor_work_guard<boost::asio::any_io_executor> guard;
      std::exception_ptr error;
    };
    // TBB's tasks are copied and const: the one reference lies in a box, from where the worker takes it. When the
    // worker says ended(), it holds none any more: the loop that the coroutine belongs to may be gone then.
    auto box =
        std::make_shared<std::shared_ptr<Job>>(std::make_shared<Job>(std::move(work), std::move(done), executor));
    state->began();
    state->threads.enqueue([state, box] {
      {
        auto job = std::move(*box);
        try {
          job->work();
        } catch (...) {
          job->error = std::current_exception();
        }
        const auto back = job->executor;
        boost::asio::post(back, [state, job = std::move(job)]() mutable {
          --state->outstanding;
          auto resume = std::move(job->done);
          const auto error = job->error;
          job.reset();
          std::move(resume)(error);
        });
      }
      state->ended();
    });
  };
  auto operation = boost::asio::async_initiate<const boost::asio::use_awaitable_t<>&, void(std::exception_ptr)>(
      std::move(start), boost::asio::use_awaitable);
  co_await std::move(operation);
}

}  // namespace bibmill
