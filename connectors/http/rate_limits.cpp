#include "connectors/http/rate_limits.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace bibmill {
namespace {

constexpr double kSlowest = 10;
constexpr double kFaster = 1.1;
/// A longer interval than this is a mistake, not a limit: nobody asks us to come once a day.
constexpr std::chrono::microseconds kLongestInterval = std::chrono::hours(1);

struct Number {
  long value = 0;
  std::string_view rest;
};

std::optional<Number> leading_number(std::string_view text) {
  Number number;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number.value);
  if (error != std::errc() || number.value <= 0) return std::nullopt;
  number.rest = text.substr(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::optional<std::chrono::microseconds> parse_interval(std::string_view text) {
  const auto number = leading_number(text);
  if (!number || number->value > 1'000'000) return std::nullopt;
  if (number->rest == "ms") return std::chrono::milliseconds(number->value);
  if (number->rest == "s" || number->rest.empty()) return std::chrono::seconds(number->value);
  if (number->rest == "m") return std::chrono::minutes(number->value);
  if (number->rest == "h") return std::chrono::hours(number->value);
  return std::nullopt;
}

}  // namespace

StatedLimits stated_limits(const HttpHeaders& headers) {
  StatedLimits limits;
  const auto limit = headers.find("x-rate-limit-limit");
  const auto interval = headers.find("x-rate-limit-interval");
  if (limit && interval) {
    const auto requests = leading_number(*limit);
    const auto within = parse_interval(*interval);
    if (requests && within) limits.interval = std::min(*within / requests->value, kLongestInterval);
  }
  if (const auto concurrency = headers.find("x-concurrency-limit")) {
    if (const auto number = leading_number(*concurrency))
      limits.concurrency = static_cast<int>(std::min(number->value, 1000L));
  }
  return limits;
}

void Slowdown::rate_limited(std::chrono::system_clock::time_point now) {
  factor_ = std::min(factor(now) * 2, kSlowest);
  since_ = now;
}

double Slowdown::factor(std::chrono::system_clock::time_point now) {
  while (factor_ > 1 && now - since_ >= std::chrono::minutes(1)) {
    factor_ = std::max(1.0, factor_ / kFaster);
    since_ += std::chrono::minutes(1);
  }
  return factor_;
}

}  // namespace bibmill
