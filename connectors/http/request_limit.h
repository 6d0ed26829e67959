// RequestLimit: how much one run may ask (limits.max_requests, limits.time_s). Once it is reached it stays so: nothing
// new is sent, what is out comes back, and whoever still waits hears kLimitReached. One for all sources of a run; used
// on the io thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace bibmill {

/// Message of the Error (cancelled) that a question gets which came too late.
inline constexpr std::string_view kLimitReached =
    "not asked, because this run may ask no more (--max-requests, --time-limit); the next run goes on";

class RequestLimit {
 public:
  /// `most`: requests, redirects and retries included; 0: any number.
  explicit RequestLimit(std::uint64_t most = 0) : most_(most) {}

  /// A request is sent.
  void count() { ++sent_; }
  void end_of_time() { time_is_up_ = true; }

  bool reached() const { return time_is_up_ || out_of_requests(); }
  bool out_of_requests() const { return most_ > 0 && sent_ >= most_; }

 private:
  std::uint64_t most_;
  std::uint64_t sent_ = 0;
  bool time_is_up_ = false;
};

}  // namespace bibmill
