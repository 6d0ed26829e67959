// ThreadLimit: how many threads for_each_index may use at a time (--jobs). Under ThreadSanitizer, where libtbb does not
// run, it limits nothing.
#pragma once

#include <cstddef>

#ifndef BIBMILL_CPU_POOL_ASIO
#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#endif

namespace bibmill {

class ThreadLimit {
 public:
#ifdef BIBMILL_CPU_POOL_ASIO
  explicit ThreadLimit(std::size_t /*threads*/) {}
#else
  /// Holds for the whole process while it lives. `threads` 0: as many as the machine has.
  explicit ThreadLimit(std::size_t threads)
      : control_(tbb::global_control::max_allowed_parallelism, threads > 0 ? threads : of_machine()) {}

 private:
  static std::size_t of_machine() { return static_cast<std::size_t>(tbb::this_task_arena::max_concurrency()); }

  tbb::global_control control_;
#endif
};

}  // namespace bibmill
