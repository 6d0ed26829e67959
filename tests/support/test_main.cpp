#include <gtest/gtest.h>

#ifdef BIBMILL_CPU_POOL_ASIO
#include <tbb/global_control.h>
#endif

int main(int argc, char** argv) {
#ifdef BIBMILL_CPU_POOL_ASIO
  // ThreadSanitizer does not see how the system's libtbb hands work over (oneTBB issue 1290): where an index is built
  // with it, this thread does all of the work. What threads of our own share is watched as everywhere.
  const tbb::global_control alone(tbb::global_control::max_allowed_parallelism, 1);
#endif
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
