// CpuPool: threads for work that would hold up the io thread. TBB; under ThreadSanitizer (BIBMILL_CPU_POOL_ASIO) Asio's
// own pool, because the system's libtbb is not instrumented (oneTBB issue 1290).
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "connectors/http/client.h"

namespace bibmill {

class CpuPool {
 public:
  /// `threads` 0: as many as the machine has.
  explicit CpuPool(std::size_t threads = 0);
  ~CpuPool();
  CpuPool(const CpuPool&) = delete;
  CpuPool& operator=(const CpuPool&) = delete;

  /// Runs `work` on the pool and comes back to the io thread; what it throws is thrown there. Not cancellable. Io
  /// thread only.
  Awaitable<void> run(std::function<void()> work);
  /// Jobs whose coroutine has not been resumed yet. Io thread only.
  std::size_t outstanding() const;
  /// Blocks until no job is running.
  void drain();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The result of `work()`, run on the pool. `work` is named first and moved in (GCC 12; see the coroutine check).
template <class Work>
Awaitable<std::invoke_result_t<Work>> run_on(CpuPool& pool, Work work) {
  struct Job {
    explicit Job(Work work_in) : work(std::move(work_in)) {}
    Work work;
    std::optional<std::invoke_result_t<Work>> result;
  };
  const auto job =
      std::make_shared<Job>(std::move(work));  // shared: a run that is stopped drops this frame while the job runs
  std::function<void()> call = [job] { job->result.emplace(job->work()); };
  co_await pool.run(std::move(call));
  co_return std::move(*job->result);
}

}  // namespace bibmill
