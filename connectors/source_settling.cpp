// What an attempt does to each of its questions: answered and stored, asked again alone or in halves, tried later,
// failed.
#include <algorithm>

#include "connectors/http/retry_policy.h"
#include "connectors/source_sender.h"

namespace bibmill {

namespace {

constexpr double kMiddle = 0.5;  // a single question needs no jitter: the group's pace spreads it already

std::shared_ptr<const Answer> make_answer(std::vector<SourceRecord> records, const std::string& day) {
  auto answer = std::make_shared<Answer>();
  answer->records = std::move(records);
  for (SourceRecord& record : answer->records) record.retrieved = day;
  return answer;
}

}  // namespace

/// `says_something`: false for an answer that leaves all its questions open. It shows that the source is up, not that
/// its lists can be used.
Ruling SourceSender::report(const Batch& batch, const HttpResponse* response, const Error* error, bool says_something) {
  const auto fewer = [](const PendingPtr& a, const PendingPtr& b) { return a->failures < b->failures; };
  Attempt attempt(batch.bucket, (*std::ranges::min_element(batch.questions, fewer))->failures);
  if (says_something) attempt.form = batch.lane;
  attempt.questions = batch.questions.size();
  attempt.response = response;
  attempt.error = error;
  if (error != nullptr && error->kind != ErrorKind::cancelled) ++stats_.failures;
  return parts_.group.report(attempt);
}

/// What is cut off is asked again; a source that cuts everything off must be found out all the same.
void SourceSender::report_answers(const Batch& batch, const HttpResponse& response,
                                  const std::vector<KeyAnswer>& answers) {
  const auto is = [](KeyAnswer::State state) {
    return [state](const KeyAnswer& answer) { return answer.state == state; };
  };
  const Error incomplete(ErrorKind::decode, "the source gave an incomplete answer");
  const bool cut_off = std::ranges::any_of(answers, is(KeyAnswer::State::cut_off));
  const bool says_something = !std::ranges::all_of(answers, is(KeyAnswer::State::unconfirmed));
  static_cast<void>(report(batch, &response, cut_off ? &incomplete : nullptr, says_something));
}

void SourceSender::settle(const Batch& batch, const HttpResponse& response, std::vector<KeyAnswer> answers) {
  const auto now = parts_.clock.wall();
  const auto days = answer_days(response, answers.size(), now);
  const auto missing = not_recorded(response, answers.size());
  std::vector<NewAnswer> stored;
  Settled settled;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const PendingPtr& pending = batch.questions[i];
    KeyAnswer& answer = answers[i];
    if (missing[i]) {
      settled.emplace_back(pending,
                           fail(ErrorKind::not_recorded, "the replay folder has no answer for " + pending->key));
    } else if (answer.state == KeyAnswer::State::found || answer.state == KeyAnswer::State::absent) {
      NewAnswer entry(pending->ask.query);
      entry.found = answer.state == KeyAnswer::State::found;
      entry.slices = std::move(answer.slices);
      entry.day = days[i];
      entry.expires = now + lifetime_of(options_, pending->ask.query, entry.found);
      stored.push_back(std::move(entry));
      settled.emplace_back(pending, make_answer(std::move(answer.records), days[i]));
    } else {
      unsettled(batch, pending, answer.state);
    }
  }
  if (!stored.empty()) {
    const StoredResponse body(options_.source, options_.base_url + batch.request.target, response,
                              answer_days(response, 1, now).front());
    if (const auto put = parts_.cache.put(body, stored, now); !put) {
      for (auto& [pending, reply] : settled) reply = tl::unexpected<Error>(put.error());
    }
  }
  for (const auto& [pending, reply] : settled) pending->settle(reply);
}

void SourceSender::unsettled(const Batch& batch, const PendingPtr& pending, KeyAnswer::State state) {
  const std::size_t size = batch.questions.size();
  if (state == KeyAnswer::State::cut_off && size > 1) {
    pending->share = std::max<std::size_t>(size / 2, 1);
    push(pending);
  } else if (!ask_alone(batch, pending)) {
    ask_again_later(pending, Error(ErrorKind::server, "the source gave an incomplete answer for " + pending->key));
  }
}

/// False when it was asked alone already, or when asking alone would be the same request once more.
bool SourceSender::ask_alone(const Batch& batch, const PendingPtr& pending) {
  if (pending->ask.alone) return false;
  const std::vector<Ask> alone{Ask(pending->ask.query, true)};
  if (parts_.codec.encode(alone).request == batch.request) return false;
  pending->ask.alone = true;
  push(pending);
  return true;
}

/// As after a fault of the server: what came damaged may come whole the next time.
void SourceSender::ask_again_later(const PendingPtr& pending, const Error& error) {
  const Error transient(ErrorKind::server, error.message);
  const auto delay = next_delay(transient, pending->failures, options_.retry, kMiddle);
  if (!delay) {
    pending->settle(tl::unexpected<Error>(error));
    return;
  }
  ++pending->failures;
  pending->not_before = parts_.clock.now() + *delay;
  push(pending);
}

/// A list's route that is not there (404, 410) is no question's fault: halving would only ask it more often.
void SourceSender::fail_answer(const Batch& batch, const HttpResponse& response, const Error& error) {
  const bool no_route = response.status == 404 || response.status == 410;
  if (no_route && error.kind == ErrorKind::rejected && batch.questions.size() > 1) {
    fail_attempt(batch, &response, Error(ErrorKind::server, error.message), false);
  } else {
    fail_attempt(batch, &response, error, error.kind == ErrorKind::decode || error.kind == ErrorKind::rejected);
  }
}

void SourceSender::fail_attempt(const Batch& batch, const HttpResponse* response, const Error& error, bool split_it) {
  const Ruling ruling = report(batch, response, &error);
  if (split_it) {
    split(batch, response, error);
  } else if (ruling.action == Ruling::Action::retry) {
    retry_later(batch, ruling.not_before, error);
  } else {
    for (const PendingPtr& pending : batch.questions) pending->settle(tl::unexpected<Error>(error));
  }
}

void SourceSender::split(const Batch& batch, const HttpResponse* response, const Error& error) {
  const std::size_t size = batch.questions.size();
  for (const PendingPtr& pending : batch.questions) {
    if (size > 1) {
      pending->share = size / 2;
      push(pending);
    } else if (error.kind != ErrorKind::not_recorded && ask_alone(batch, pending)) {
      continue;
    } else if (error.kind == ErrorKind::decode && response != nullptr) {
      ask_again_later(pending, error);
    } else {
      pending->settle(tl::unexpected<Error>(error));
    }
  }
}

void SourceSender::retry_later(const Batch& batch, Clock::TimePoint not_before, const Error& error) {
  for (const PendingPtr& pending : batch.questions) {
    if (++pending->failures > options_.retry.retries) {
      pending->settle(tl::unexpected<Error>(error));
      continue;
    }
    pending->not_before = not_before;
    push(pending);
  }
}

}  // namespace bibmill
