// for_each_index: the parallel loop of the batch steps. Every call writes only its own slot, so that results do not
// depend on threads. Under ThreadSanitizer (BIBMILL_CPU_POOL_ASIO) it runs on plain threads, since the system's libtbb
// is not instrumented (oneTBB issue 1290).
#pragma once

#include <cstddef>

#ifdef BIBMILL_CPU_POOL_ASIO
#include <thread>
#include <vector>
#else
#include <tbb/parallel_for.h>
#endif

namespace bibmill {

/// Calls `work(i)` for all i below `count`, in any order and on several threads: those of the caller's arena, within
/// ThreadLimit. `work` must not throw.
template <class Work>
void for_each_index(std::size_t count, const Work& work) {
#ifdef BIBMILL_CPU_POOL_ASIO
  constexpr std::size_t kThreads = 2;
  std::vector<std::thread> threads;
  for (std::size_t first = 0; first < kThreads; ++first) {
    threads.emplace_back([&work, first, count] {
      for (std::size_t i = first; i < count; i += kThreads) work(i);
    });
  }
  for (std::thread& thread : threads) thread.join();
#else
  tbb::parallel_for(std::size_t{0}, count, work);
#endif
}

}  // namespace bibmill
