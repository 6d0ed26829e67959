// Retry policy: whether and when a failed attempt is worth another. Pure; rules: HTTP fact sheet §2 (full jitter,
// Retry-After is a floor with jitter above it, so that clients do not return together).
#pragma once

#include <chrono>
#include <optional>

#include "normalizers/base/error.h"

namespace bibmill {

struct RetryLimits {
  int retries = 4;                         ///< further attempts after the first
  std::chrono::milliseconds base{1'000};   ///< first back-off; doubles with each failure
  std::chrono::milliseconds cap{120'000};  ///< no back-off is longer (a server's Retry-After may be)
};

/// Whether trying again can help at all: transport, timeout, rate_limited, server.
bool retryable(ErrorKind kind);

/// How long to wait before the next attempt after `failures` earlier ones and now `error`; nullopt: give up. `jitter`
/// is a random number in [0, 1). A Retry-After above one hour gives up: the source is to be left alone.
std::optional<std::chrono::milliseconds> next_delay(const Error& error, int failures, const RetryLimits& limits,
                                                    double jitter);

}  // namespace bibmill
