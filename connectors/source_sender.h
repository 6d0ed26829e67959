// SourceSender: the half of HttpSource that sends (CONTRACTS §1): queue ► grant ► take ► encode ► transport ► check ►
// decode ► store ► wake. A failed attempt goes back to the queue for a new grant. It belongs to no waiter. Used on the
// io thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "connectors/async/clock.h"
#include "connectors/async/cpu_pool.h"
#include "connectors/async/event_loop.h"
#include "connectors/cache/answer_cache.h"
#include "connectors/codec.h"
#include "connectors/http/client.h"
#include "connectors/http/policy_group.h"
#include "connectors/http/request_limit.h"
#include "connectors/request_log.h"
#include "connectors/response_recorder.h"
#include "connectors/source_options.h"
#include "connectors/source_queue.h"

namespace bibmill {

/// What an HTTP source works with. All of it outlives the source.
struct SourceParts {
  EventLoop& loop;
  Clock& clock;
  CpuPool& cpu;
  const Codec& codec;
  HttpClient& client;
  PolicyGroup& group;
  AnswerCache& cache;
  RequestLog* log = nullptr;
  RequestLimit* limit = nullptr;         ///< null: none
  ResponseRecorder* recorder = nullptr;  ///< gets the responses that answers of the cache came with; null: nobody
};

/// Counted since the source was made.
struct SourceStats {
  std::uint64_t requests = 0;    ///< every attempt, redirects and retries included
  std::uint64_t cache_hits = 0;  ///< questions answered from the cache
  std::uint64_t failures = 0;    ///< requests that brought nothing that can be used
  std::uint64_t retries = 0;     ///< batches sent after a failed attempt; each is one of the requests
  std::uint64_t bytes = 0;       ///< of response bodies, unpacked: the same whether they came over a wire or not
};

/// For a progress line: what is being waited for.
struct SourceProgress {
  std::size_t queued = 0;             ///< questions not yet sent
  std::size_t in_flight = 0;          ///< requests out
  std::size_t waiting_for_grant = 0;  ///< requests ready to go that pace, gate or circuit hold back
  std::optional<Rest> rest;           ///< the pause that is sat out, its own or one of its policy group
};

class SourceSender : public std::enable_shared_from_this<SourceSender> {
 public:
  SourceSender(const SourceParts& parts, SourceOptions options) : parts_(parts), options_(std::move(options)) {}

  /// Queues a question; its `settle` is called once, when the answer is stored or could not be had.
  void ask(const PendingPtr& pending);
  /// Sends a batch that is not full; false when there is none. Beyond the run's limit, gives up what waits instead. For
  /// EventLoop's idle listeners.
  bool start_on_idle();
  /// Nothing is sent or settled any more.
  void close() { closed_ = true; }

  const SourceStats& stats() const { return stats_; }
  SourceProgress progress() const;

 private:
  struct LaneState {
    bool waiting_for_grant = false;
    std::optional<Clock::TimePoint> alarm;  ///< the earliest time at which a watch() will look again
  };
  struct Batch {
    std::string lane;
    std::string bucket;
    std::vector<PendingPtr> questions;
    SourceRequest request;
  };
  using Settled = std::vector<std::pair<PendingPtr, Pending::Reply>>;

  void push(const PendingPtr& pending);
  void consider(const std::string& lane);
  bool start(const std::string& lane);
  bool is_over() const { return parts_.limit != nullptr && parts_.limit->reached(); }
  bool give_up_waiting();
  void arm(const std::string& lane);
  Awaitable<void> watch(std::string lane, Clock::TimePoint due);
  Awaitable<void> dispatch(std::string lane, std::string bucket);
  Batch take(const std::string& lane, const std::string& bucket);

  Awaitable<void> attempt(std::shared_ptr<const Batch> batch, Permit permit);
  Awaitable<Result<HttpResponse>> exchange(std::shared_ptr<const Batch> batch, Permit permit);
  Awaitable<Result<HttpResponse>> send_once(std::shared_ptr<const Batch> batch, HttpRequest request);
  Awaitable<Result<std::vector<KeyAnswer>>> decode(std::shared_ptr<const Batch> batch,
                                                   std::shared_ptr<const HttpResponse> response);

  Ruling report(const Batch& batch, const HttpResponse* response, const Error* error, bool says_something = true);
  void report_answers(const Batch& batch, const HttpResponse& response, const std::vector<KeyAnswer>& answers);
  void settle(const Batch& batch, const HttpResponse& response, std::vector<KeyAnswer> answers);
  void unsettled(const Batch& batch, const PendingPtr& pending, KeyAnswer::State state);
  void fail_answer(const Batch& batch, const HttpResponse& response, const Error& error);
  void fail_attempt(const Batch& batch, const HttpResponse* response, const Error& error, bool split_it);
  void split(const Batch& batch, const HttpResponse* response, const Error& error);
  void retry_later(const Batch& batch, Clock::TimePoint not_before, const Error& error);
  void ask_again_later(const PendingPtr& pending, const Error& error);
  bool ask_alone(const Batch& batch, const PendingPtr& pending);
  void note(const Batch& batch, const Result<HttpResponse>& response, Clock::TimePoint started);

  SourceParts parts_;
  SourceOptions options_;
  SourceQueue queue_;
  std::map<std::string, LaneState> lanes_;
  std::string last_idle_lane_;
  SourceStats stats_;
  std::size_t in_flight_ = 0;
  bool closed_ = false;
};

}  // namespace bibmill
