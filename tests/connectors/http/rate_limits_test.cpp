// Limits that responses state, and the slowing down after 429.
#include "connectors/http/rate_limits.h"

#include <gtest/gtest.h>

#include "tests/support/headers.h"

namespace bibmill {
namespace {

using namespace std::chrono_literals;

HttpHeaders headers(const std::string& limit, const std::string& interval) {
  std::vector<std::pair<std::string, std::string>> fields;
  if (!limit.empty()) fields.emplace_back("X-Rate-Limit-Limit", limit);
  if (!interval.empty()) fields.emplace_back("x-rate-limit-interval", interval);
  return testing_support::headers_of(fields);
}

TEST(StatedLimits, ReadsEveryUnitAndTrustsNothing) {
  struct Case {
    const char* limit;
    const char* interval;
    std::optional<std::chrono::microseconds> expected;
  };
  const std::vector<Case> cases = {
      {"3", "1s", 333'333us},
      {"10", "1s", 100ms},
      {"50", "1000ms", 20ms},
      {"60", "1m", 1s},
      {"3600", "1h", 1s},
      {"5", "1", 200ms},
      {"1", "100000h", 1h},
      {"0", "1s", std::nullopt},
      {"-3", "1s", std::nullopt},
      {"3", "0s", std::nullopt},
      {"3", "1 fortnight", std::nullopt},
      {"3", "99999999999999999999s", std::nullopt},
      {"", "1s", std::nullopt},
      {"3", "", std::nullopt},
      {"three", "1s", std::nullopt},
  };
  for (const Case& c : cases)
    EXPECT_EQ(stated_limits(headers(c.limit, c.interval)).interval, c.expected) << c.limit << " in " << c.interval;
}

TEST(StatedLimits, ReadsTheConcurrency) {
  for (const auto& [text, expected] : std::vector<std::pair<const char*, std::optional<int>>>{
           {"3", 3}, {"1", 1}, {"0", std::nullopt}, {"many", std::nullopt}, {"999999999", 1000}}) {
    const HttpHeaders made = testing_support::headers_of({{"X-Concurrency-Limit", text}});
    EXPECT_EQ(stated_limits(made).concurrency, expected) << text;
  }
  EXPECT_FALSE(stated_limits(HttpHeaders()).concurrency);
}

TEST(Slowdown, HalvesTheRateAndRecoversByTheMinute) {
  const std::chrono::system_clock::time_point now{1'800'000'000s};
  Slowdown slowdown;
  EXPECT_DOUBLE_EQ(slowdown.factor(now), 1);
  slowdown.rate_limited(now);
  EXPECT_DOUBLE_EQ(slowdown.factor(now), 2);
  slowdown.rate_limited(now);
  EXPECT_DOUBLE_EQ(slowdown.factor(now), 4);
  for (int i = 0; i < 5; ++i) slowdown.rate_limited(now);
  EXPECT_DOUBLE_EQ(slowdown.factor(now), 10) << "never slower than a tenth";
  EXPECT_DOUBLE_EQ(slowdown.factor(now + 59s), 10);
  EXPECT_NEAR(slowdown.factor(now + 60s), 10 / 1.1, 1e-9);
  EXPECT_NEAR(slowdown.factor(now + 2min), 10 / 1.21, 1e-9);
  EXPECT_DOUBLE_EQ(slowdown.factor(now + 2h), 1);
}

}  // namespace
}  // namespace bibmill
