// When a batch goes, and its way out and back. What an answer does to each question: source_settling.cpp.
#include "connectors/source_sender.h"

#include <algorithm>
#include <exception>
#include <set>

#include "connectors/http/redirect.h"
#include "connectors/http/response_check.h"

namespace bibmill {

namespace {

constexpr std::size_t kDecodeHere = 256u << 10;  // a larger body would hold up the io thread for milliseconds

}  // namespace

void SourceSender::ask(const PendingPtr& pending) {
  pending->arrived = parts_.clock.now();
  push(pending);
}

void SourceSender::push(const PendingPtr& pending) {
  const Lane lane = parts_.codec.lane(pending->ask);
  queue_.push(lane, pending);
  consider(lane.name);
}

void SourceSender::consider(const std::string& lane) {
  const auto now = parts_.clock.now();
  bool due = queue_.is_full(lane, now);
  if (!due && options_.batch_linger) {
    const auto oldest = queue_.oldest_arrival(lane, now);
    due = oldest && *oldest + *options_.batch_linger <= now;
  }
  if (due) {
    start(lane);
  } else {
    arm(lane);
  }
}

bool SourceSender::start(const std::string& lane) {
  LaneState& state = lanes_[lane];
  if (closed_ || is_over() || state.waiting_for_grant || queue_.next_batch(lane, parts_.clock.now()).empty())
    return false;
  state.waiting_for_grant = true;
  parts_.loop.spawn(dispatch(lane, queue_.lane(lane)->bucket));
  return true;
}

bool SourceSender::start_on_idle() {
  if (is_over()) return give_up_waiting();
  auto lanes = queue_.lanes();
  // Lanes take turns: the search begins after the one that was served last.
  std::ranges::rotate(lanes, std::ranges::upper_bound(lanes, last_idle_lane_));
  for (const std::string& lane : lanes) {
    if (start(lane)) {
      last_idle_lane_ = lane;
      return true;
    }
  }
  return false;
}

/// Retries included: what would bring them about is a request.
bool SourceSender::give_up_waiting() {
  bool any = false;
  const Pending::Reply reply = fail(ErrorKind::cancelled, std::string(kLimitReached));
  for (const std::string& lane : queue_.lanes()) {
    for (const PendingPtr& pending : queue_.drain(lane)) {
      pending->settle(reply);
      any = true;
    }
  }
  return any;
}

void SourceSender::arm(const std::string& lane) {
  const auto now = parts_.clock.now();
  auto due = queue_.next_embargo(lane, now);
  if (options_.batch_linger) {
    if (const auto oldest = queue_.oldest_arrival(lane, now)) {
      due = std::min(due.value_or(*oldest + *options_.batch_linger), *oldest + *options_.batch_linger);
    }
  }
  LaneState& state = lanes_[lane];
  if (!due || (state.alarm && *state.alarm <= *due)) return;
  state.alarm = due;
  parts_.loop.spawn(watch(lane, *due));
}

Awaitable<void> SourceSender::watch(std::string lane, Clock::TimePoint due) {
  const auto self = shared_from_this();
  co_await parts_.clock.sleep_until(due);
  if (closed_) co_return;
  LaneState& state = lanes_[lane];
  if (state.alarm == due) state.alarm.reset();
  consider(lane);
}

Awaitable<void> SourceSender::dispatch(std::string lane, std::string bucket) {
  const auto self = shared_from_this();
  auto permit = co_await parts_.group.grant(bucket);
  if (closed_) co_return;
  lanes_[lane].waiting_for_grant = false;
  if (!permit) {
    const Pending::Reply reply = tl::unexpected<Error>(permit.error());
    for (const PendingPtr& pending : queue_.drain(lane)) pending->settle(reply);
    co_return;
  }
  if (is_over()) co_return;
  const auto batch = std::make_shared<const Batch>(take(lane, bucket));
  if (batch->questions.empty()) co_return;
  // Here, not where they are queued again: a pause may still give the questions up unsent.
  if (std::ranges::any_of(batch->questions, [](const PendingPtr& pending) { return pending->failures > 0; }))
    ++stats_.retries;
  consider(lane);
  ++in_flight_;
  std::optional<Error> defect;
  try {
    co_await attempt(batch, std::move(*permit));
  } catch (const std::exception& error) {
    defect.emplace(ErrorKind::decode, std::string("the answer could not be worked on: ") + error.what());
  }
  --in_flight_;
  if (!defect || closed_) co_return;
  const Pending::Reply reply = tl::unexpected<Error>(*defect);
  for (const PendingPtr& pending : batch->questions) pending->settle(reply);
}

SourceSender::Batch SourceSender::take(const std::string& lane, const std::string& bucket) {
  Batch batch;
  batch.lane = lane;
  batch.bucket = bucket;
  auto candidates = queue_.next_batch(lane, parts_.clock.now());
  if (candidates.empty()) return batch;
  std::vector<Ask> asks;
  for (const PendingPtr& pending : candidates) asks.push_back(pending->ask);
  Encoded encoded = parts_.codec.encode(asks);
  candidates.resize(std::clamp<std::size_t>(encoded.taken, 1, candidates.size()));
  for (const PendingPtr& pending : candidates) queue_.remove(lane, pending);
  batch.questions = std::move(candidates);
  batch.request = std::move(encoded.request);
  return batch;
}

Awaitable<void> SourceSender::attempt(std::shared_ptr<const Batch> batch, Permit permit) {
  auto response = co_await exchange(batch, std::move(permit));
  if (closed_) co_return;
  if (!response) {
    const Error& error = response.error();
    fail_attempt(*batch, nullptr, error, error.kind == ErrorKind::decode || error.kind == ErrorKind::not_recorded);
    co_return;
  }
  if (const auto error = check_response(*response, batch->request.accept)) {
    fail_attempt(*batch, &*response, *error, error->kind == ErrorKind::decode);
    co_return;
  }
  const auto shared = std::make_shared<const HttpResponse>(std::move(*response));
  auto answers = co_await decode(batch, shared);
  if (closed_) co_return;
  if (!answers) {
    fail_answer(*batch, *shared, answers.error());
    co_return;
  }
  report_answers(*batch, *shared, *answers);
  settle(*batch, *shared, std::move(*answers));
}

Awaitable<Result<HttpResponse>> SourceSender::exchange(std::shared_ptr<const Batch> batch, Permit permit) {
  HttpRequest request = make_request(options_, batch->request);
  std::set<std::string> visited{request.url};
  for (int hops = 0; hops <= options_.max_redirects; ++hops) {
    if (is_over()) co_return fail(ErrorKind::cancelled, std::string(kLimitReached));
    auto response = co_await send_once(batch, request);
    permit.give_back();
    if (!response) co_return response;
    auto next = follow_redirect(request, *response, options_.key_header);
    if (!next) co_return tl::unexpected<Error>(next.error());
    if (!*next) co_return response;
    static_cast<void>(report(*batch, &*response, nullptr));
    request = std::move(**next);
    if (!visited.insert(request.url).second) break;
    auto again = co_await parts_.group.grant(batch->bucket);
    if (!again) co_return tl::unexpected<Error>(again.error());
    permit = std::move(*again);
  }
  co_return fail(ErrorKind::server, "the source redirects without end");
}

Awaitable<Result<HttpResponse>> SourceSender::send_once(std::shared_ptr<const Batch> batch, HttpRequest request) {
  const auto started = parts_.clock.now();
  ++stats_.requests;
  if (parts_.limit != nullptr) parts_.limit->count();
  auto response = co_await parts_.client.send(std::move(request));
  if (response) stats_.bytes += response->body.size();
  note(*batch, response, started);
  co_return response;
}

Awaitable<Result<std::vector<KeyAnswer>>> SourceSender::decode(std::shared_ptr<const Batch> batch,
                                                               std::shared_ptr<const HttpResponse> response) {
  // Everything by value: the pool works on its own copies while this frame may go.
  auto work = [&codec = parts_.codec, batch, response]() -> Result<std::vector<KeyAnswer>> {
    std::vector<Ask> asks;
    for (const PendingPtr& pending : batch->questions) asks.push_back(pending->ask);
    auto answers = codec.decode(asks, *response);
    if (answers && answers->size() != asks.size())
      return fail(ErrorKind::decode, "the codec answered another number of questions");
    return answers;
  };
  if (response->body.size() <= kDecodeHere) co_return work();
  auto answers = co_await run_on(parts_.cpu, std::move(work));
  co_return answers;
}

void SourceSender::note(const Batch& batch, const Result<HttpResponse>& response, Clock::TimePoint started) {
  if (parts_.log == nullptr) return;
  RequestNote note;
  note.source = options_.source;
  note.url = options_.base_url + batch.request.target;
  note.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(parts_.clock.now() - started);
  for (const PendingPtr& pending : batch.questions) note.keys.push_back(pending->key);
  if (response) {
    note.status = response->status;
    note.bytes = response->body.size();
    if (const auto error = check_response(*response, batch.request.accept)) note.error = error->kind;
  } else {
    note.error = response.error().kind;
  }
  parts_.log->request_done(note);
}

SourceProgress SourceSender::progress() const {
  SourceProgress progress;
  progress.queued = queue_.size();
  progress.in_flight = in_flight_;
  for (const auto& [name, lane] : lanes_) progress.waiting_for_grant += lane.waiting_for_grant ? 1 : 0;
  progress.rest = parts_.group.rest();
  return progress;
}

}  // namespace bibmill
