#include "connectors/http/retry_policy.h"

#include <algorithm>
#include <cmath>

namespace bibmill {

namespace {

constexpr std::chrono::milliseconds kLongestRetryAfter = std::chrono::hours(1);
constexpr double kRetryAfterJitter = 0.1;

}  // namespace

bool retryable(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::transport:
    case ErrorKind::timeout:
    case ErrorKind::rate_limited:
    case ErrorKind::server: return true;
    default: return false;
  }
}

std::optional<std::chrono::milliseconds> next_delay(const Error& error, int failures, const RetryLimits& limits,
                                                    double jitter) {
  if (!retryable(error.kind) || failures >= limits.retries) return std::nullopt;
  const double ceiling = std::min(static_cast<double>(limits.cap.count()),
                                  std::ldexp(static_cast<double>(limits.base.count()), std::min(failures, 30)));
  const auto back_off = std::chrono::milliseconds(static_cast<std::int64_t>(ceiling * jitter));
  if (!error.retry_after) return back_off;
  if (*error.retry_after > kLongestRetryAfter) return std::nullopt;
  const auto floor = std::max(*error.retry_after, std::chrono::milliseconds(0));
  const auto above = static_cast<double>(floor.count()) * kRetryAfterJitter * jitter;
  return floor + std::chrono::milliseconds(static_cast<std::int64_t>(above));
}

}  // namespace bibmill
