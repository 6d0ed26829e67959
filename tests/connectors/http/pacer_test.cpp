// When requests may start: the generic cell rate algorithm as a table.
#include "connectors/http/pacer.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

using namespace std::chrono_literals;
using Wall = Clock::WallTime;

constexpr Wall kNow = Wall(1'800'000'000s);

/// The starts of requests that arrive at these milliseconds.
std::vector<long> starts(Pacer pacer, const std::vector<long>& arrivals) {
  std::vector<long> result;
  for (const long at : arrivals) {
    const auto start = pacer.reserve(kNow + std::chrono::milliseconds(at));
    result.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(start - kNow).count());
  }
  return result;
}

TEST(Pacer, StartsOneRequestAnInterval) {
  struct Case {
    const char* what;
    int burst;
    std::vector<long> arrivals;
    std::vector<long> starts;
  };
  const std::vector<Case> cases = {
      {"a crowd is spread", 1, {0, 0, 0, 0}, {0, 100, 200, 300}},
      {"who comes late waits for nobody", 1, {0, 250, 900}, {0, 250, 900}},
      {"a rest is not saved up", 1, {0, 1000, 1000, 1000}, {0, 1000, 1100, 1200}},
      {"a burst goes at once, then the interval holds", 3, {0, 0, 0, 0, 0}, {0, 0, 0, 100, 200}},
      {"a burst is there again after a rest", 2, {0, 0, 0, 1000, 1000, 1000}, {0, 0, 100, 1000, 1000, 1100}},
      {"half a rest gives half a burst", 3, {0, 0, 0, 200, 200, 200}, {0, 0, 0, 200, 200, 300}},
      {"a burst of nothing is one", 0, {0, 0}, {0, 100}},
  };
  for (const Case& c : cases) EXPECT_EQ(starts(Pacer(100ms, c.burst), c.arrivals), c.starts) << c.what;
}

TEST(Pacer, GoesOnFromTheStateOfAnEarlierRun) {
  Pacer first(3s, 1);
  EXPECT_EQ(first.reserve(kNow), kNow);
  Pacer second(3s, 1, first.next());
  EXPECT_EQ(second.reserve(kNow + 1s), kNow + 3s);
}

TEST(Pacer, StartsNothingBeforeRetryAfter) {
  for (const int burst : {1, 5}) {
    Pacer pacer(1s, burst);
    pacer.hold_until(kNow + 30s);
    EXPECT_EQ(pacer.reserve(kNow), kNow + 30s) << burst;
    EXPECT_EQ(pacer.reserve(kNow), kNow + 31s) << "a rest that was ordered gives no burst: " << burst;
  }
}

TEST(Pacer, IsNotBlockedForLongByAClockThatWasSetBack) {
  Pacer pacer(1s, 1, kNow + std::chrono::hours(24 * 365));
  pacer.clamp(kNow, 1h);
  EXPECT_EQ(pacer.reserve(kNow), kNow + 1h);
}

}  // namespace
}  // namespace bibmill
