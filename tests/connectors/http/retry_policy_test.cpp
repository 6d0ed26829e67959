// Whether and when a failed attempt is worth another, as tables.
#include "connectors/http/retry_policy.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

using namespace std::chrono_literals;
using Delay = std::optional<std::chrono::milliseconds>;

TEST(RetryPolicy, OnlyWhatMayPassByItselfIsTriedAgain) {
  const std::vector<std::pair<ErrorKind, bool>> cases = {
      {ErrorKind::transport, true},     {ErrorKind::timeout, true},       {ErrorKind::rate_limited, true},
      {ErrorKind::server, true},        {ErrorKind::rejected, false},     {ErrorKind::blocked, false},
      {ErrorKind::decode, false},       {ErrorKind::storage, false},      {ErrorKind::cancelled, false},
      {ErrorKind::not_recorded, false}, {ErrorKind::circuit_open, false}, {ErrorKind::offline, false},
  };
  for (const auto& [kind, expected] : cases) {
    EXPECT_EQ(retryable(kind), expected) << to_string(kind);
    EXPECT_EQ(next_delay(Error(kind, ""), 0, RetryLimits{}, 0.5).has_value(), expected) << to_string(kind);
  }
}

TEST(RetryPolicy, BacksOffExponentiallyWithFullJitter) {
  struct Case {
    int failures;
    double jitter;
    Delay expected;
  };
  const RetryLimits limits{6, 1s, 20s};
  const std::vector<Case> cases = {
      {0, 0.5, 500ms},
      {1, 0.5, 1s},
      {2, 0.5, 2s},
      {3, 0.5, 4s},
      {4, 0.5, 8s},
      {5, 0.5, 10s},
      {0, 0.0, 0ms},
      {3, 0.25, 2s},
      {5, 0.99, 19'800ms},
      {6, 0.5, std::nullopt},
      {100, 0.5, std::nullopt},
  };
  for (const Case& c : cases)
    EXPECT_EQ(next_delay(Error(ErrorKind::server, ""), c.failures, limits, c.jitter), c.expected)
        << c.failures << " failures, jitter " << c.jitter;
}

TEST(RetryPolicy, RetryAfterIsAFloor) {
  struct Case {
    std::chrono::milliseconds asked;
    double jitter;
    Delay expected;
  };
  const std::vector<Case> cases = {
      {10s, 0.0, 10s}, {10s, 0.5, 10'500ms}, {0s, 0.9, 0ms},
      {-5s, 0.9, 0ms}, {3600s, 0.0, 3600s},  {3601s, 0.0, std::nullopt},
  };
  for (const Case& c : cases)
    EXPECT_EQ(next_delay(Error(ErrorKind::rate_limited, "", c.asked), 0, RetryLimits{}, c.jitter), c.expected)
        << c.asked.count();
  EXPECT_EQ(next_delay(Error(ErrorKind::rate_limited, "", 1s), 4, RetryLimits{}, 0.5), Delay()) << "used up";
}

TEST(RetryPolicy, ManyFailuresDoNotOverflow) {
  const RetryLimits patient{1'000'000, 1s, 120s};
  EXPECT_EQ(next_delay(Error(ErrorKind::timeout, ""), 999'999, patient, 0.5), Delay(60s));
}

}  // namespace
}  // namespace bibmill
