// What a source says about its limits in response headers, and what we make of it. Pure.
#pragma once

#include <chrono>
#include <optional>

#include "connectors/http/message.h"

namespace bibmill {

struct StatedLimits {
  std::optional<std::chrono::microseconds>
      interval;                    ///< between two requests: x-rate-limit-interval / x-rate-limit-limit
  std::optional<int> concurrency;  ///< x-concurrency-limit
};

/// Crossref's `x-rate-limit-limit: 10`, `x-rate-limit-interval: 1s` (ms, s, m, h), `x-concurrency-limit: 3`.
StatedLimits stated_limits(const HttpHeaders& headers);

/// How far a source that said 429 is slowed down: halved by each, by ten at most, ten per cent faster after each clean
/// minute.
class Slowdown {
 public:
  void rate_limited(std::chrono::system_clock::time_point now);
  /// The factor by which intervals grow, at least 1.
  double factor(std::chrono::system_clock::time_point now);

 private:
  double factor_ = 1;
  std::chrono::system_clock::time_point since_{};
};

}  // namespace bibmill
