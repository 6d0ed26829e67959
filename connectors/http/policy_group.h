// PolicyGroup: what one operator's limits allow. Sources of one group share its pace, its concurrency gate and its
// circuit (arXiv's hosts; Crossref's single and list routes). One grant is one request: a retry or a redirect asks for
// another. Used on the io thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "connectors/async/clock.h"
#include "connectors/http/client.h"
#include "normalizers/base/error.h"
#include "normalizers/base/result.h"

namespace bibmill {

/// The right to have one request in flight; given back when destroyed. `release` may run after the group is gone (a run
/// that is being stopped destroys its coroutines last): it holds the gate's state by shared or weak pointer.
class [[nodiscard]] Permit {
 public:
  Permit() = default;
  explicit Permit(std::function<void()> release) : release_(std::move(release)) {}
  Permit(Permit&& other) noexcept : release_(std::exchange(other.release_, nullptr)) {}
  Permit& operator=(Permit&& other) noexcept {
    if (this != &other) {
      give_back();
      release_ = std::exchange(other.release_, nullptr);
    }
    return *this;
  }
  ~Permit() { give_back(); }

  /// As soon as the response is complete: decoding needs no place at the gate.
  void give_back() {
    if (const auto release = std::exchange(release_, nullptr)) release();
  }

 private:
  std::function<void()> release_;
};

/// What one request came to. Pointers are valid during the call only.
struct Attempt {
  Attempt(std::string bucket_in, int failures_in) : bucket(std::move(bucket_in)), failures(failures_in) {}
  std::string bucket;
  int failures;               ///< how often its questions had failed before (the smallest count among them)
  std::string form;           ///< the lane of its questions
  std::size_t questions = 1;  ///< that it asked
  const HttpResponse* response = nullptr;  ///< status and headers, to learn limits from; null when none came
  const Error* error = nullptr;            ///< transport, check_response or the codec; null when all is well
};

struct Ruling {
  enum class Action : std::uint8_t {
    done,     ///< the questions are settled, or it is for the source to split or ask alone (rejected, decode,
              ///< not_recorded)
    retry,    ///< back into the queue for a new grant, not before `not_before`
    give_up,  ///< every waiter gets the error
  };
  explicit Ruling(Action action_in, Clock::TimePoint not_before_in = {})
      : action(action_in), not_before(not_before_in) {}
  Action action;
  Clock::TimePoint not_before;
};

/// That a group lets nothing go for now, for people.
struct Rest {
  Clock::WallTime until;
  std::string why;
  bool operator==(const Rest&) const = default;
};

class PolicyGroup {
 public:
  virtual ~PolicyGroup() = default;
  /// Waits for the circuit, the pace of `bucket` and a place at the gate, first come, first served. The caller then
  /// sends exactly one request and reports it. Errors: circuit_open, cancelled, storage (pace file).
  virtual Awaitable<Result<Permit>> grant(std::string bucket) = 0;
  /// Learns from the attempt (rate headers, Retry-After, failures for the circuit) and says what becomes of its
  /// questions. A question that has used up its source's retries is given up by the source whatever the verdict.
  virtual Ruling report(const Attempt& attempt) = 0;
  /// The pause that a grant sits out at present: the circuit's, or one that the source asked for. nullopt: none.
  virtual std::optional<Rest> rest() const { return std::nullopt; }
};

}  // namespace bibmill
