// FakeHttp: an HttpClient whose answers a test gives. FakeGroup: a PolicyGroup with a gate, a fixed interval and the
// real retry policy.
#pragma once

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/async/clock.h"
#include "connectors/async/permits.h"
#include "connectors/http/client.h"
#include "connectors/http/policy_group.h"
#include "connectors/http/retry_policy.h"

namespace bibmill::testing_support {

class FakeHttp final : public HttpClient {
 public:
  using Handler = std::function<Result<HttpResponse>(const HttpRequest&)>;
  /// `delay` of the n-th request (from 0), on `clock`; none: answered through the loop at once.
  using Delay = std::function<std::chrono::milliseconds(std::size_t)>;

  FakeHttp(Clock& clock, Handler answer) : handler(std::move(answer)), clock_(clock) {}

  Awaitable<Result<HttpResponse>> send(HttpRequest request) override {
    const auto number = requests.size();
    requests.push_back(request);
    starts.push_back(clock_.now());
    most_in_flight = std::max(most_in_flight, ++in_flight_);
    const auto executor = co_await boost::asio::this_coro::executor;
    co_await boost::asio::post(executor, boost::asio::use_awaitable);
    if (delay) co_await clock_.sleep_until(clock_.now() + delay(number));
    --in_flight_;
    co_return handler(request);
  }

  Handler handler;
  Delay delay;
  std::vector<HttpRequest> requests;
  std::vector<Clock::TimePoint> starts;
  std::size_t most_in_flight = 0;

 private:
  Clock& clock_;
  std::size_t in_flight_ = 0;
};

class FakeGroup final : public PolicyGroup {
 public:
  FakeGroup(const boost::asio::any_io_executor& executor, Clock& clock, std::size_t places)
      : clock_(clock), gate_(std::make_shared<Permits>(executor, places)) {}

  Awaitable<Result<Permit>> grant(std::string bucket) override {
    buckets.push_back(bucket);
    if (refuse) co_return tl::unexpected<Error>(*refuse);
    const bool granted = co_await gate_->acquire();
    if (!granted) co_return fail(ErrorKind::cancelled, "cancelled");
    const auto start = std::max(clock_.now(), next_);
    next_ = start + interval;
    co_await clock_.sleep_until(start);
    std::function<void()> release = [gate = std::weak_ptr(gate_)] {
      if (const auto still = gate.lock()) still->release();
    };
    co_return Permit(std::move(release));
  }

  Ruling report(const Attempt& attempt) override {
    ++reports;
    verdicts.push_back(attempt.form + ":" + std::to_string(attempt.questions) + ":" +
                       (attempt.error == nullptr ? "good" : std::string(to_string(attempt.error->kind))));
    if (attempt.error == nullptr) return Ruling(Ruling::Action::done);
    if (!retryable(attempt.error->kind)) return Ruling(Ruling::Action::give_up);
    const auto delay = next_delay(*attempt.error, attempt.failures, limits, 1.0);
    if (!delay) return Ruling(Ruling::Action::give_up);
    return Ruling(Ruling::Action::retry, clock_.now() + *delay);
  }

  std::chrono::milliseconds interval{0};
  RetryLimits limits;
  std::optional<Error> refuse;
  std::vector<std::string> buckets;
  std::size_t reports = 0;
  std::vector<std::string> verdicts;  ///< "list:50:good", "one:1:decode": form, questions, what came of it

 private:
  Clock& clock_;
  std::shared_ptr<Permits> gate_;
  Clock::TimePoint next_{};
};

}  // namespace bibmill::testing_support
