#include "connectors/http/paced_group.h"

#include <algorithm>
#include <utility>

#include "connectors/http/redirect.h"

namespace bibmill {
namespace {

/// A run does not sit out a longer rest than this: the other sources' work is to be written.
constexpr std::chrono::minutes kLongestWait{5};

std::chrono::milliseconds millis(double seconds) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

double first_positive(double preferred, double otherwise) { return preferred > 0 ? preferred : otherwise; }

/// Of an interval, how far a start may come before its turn, so that one that came late by as little does not delay all
/// that follow. Never adds up. Small enough that arXiv's three seconds hold at the shipped rate.
constexpr double kCatchUp = 0.02;

/// Attempts of one question, without a connection, after which a run that nobody has answered yet stops trying; one
/// group's verdict spares the others theirs.
constexpr int kTriesWithoutNetwork = 3;
constexpr std::chrono::milliseconds kSoon{1'000};  ///< the longest pause between them

/// What a clock that was set back, or a damaged file, may ask for at most.
constexpr auto kLongestPace = std::chrono::hours(1);

bool is_silence(const Error* error) {
  return error != nullptr && (error->kind == ErrorKind::transport || error->kind == ErrorKind::timeout);
}

/// Daily budgets are new within a day; who asks for more is asked again then.
constexpr std::chrono::milliseconds kLongestRest = std::chrono::hours(24);

}  // namespace

GroupOptions make_group_options(const Settings& settings, const SourceSettings& source) {
  const bool anonymous = settings.contact.empty();
  GroupOptions options;
  options.name = source.group;
  const double rate = anonymous ? first_positive(source.rate_anonymous, source.rate) : source.rate;
  const double single =
      anonymous ? first_positive(source.rate_single_anonymous, source.rate_single) : source.rate_single;
  options.rates = {{"list", rate}, {"single", first_positive(single, rate)}};
  options.one_bucket = single <= 0;
  options.burst = source.burst;
  options.concurrency =
      anonymous && source.concurrency_anonymous > 0 ? source.concurrency_anonymous : source.concurrency;
  options.retry = {source.retries, millis(source.retry_base_s), millis(source.retry_cap_s)};
  options.circuit = {settings.http.circuit_failures, millis(settings.http.circuit_pause_s),
                     millis(settings.http.circuit_pause_cap_s), millis(settings.http.circuit_wall_s)};
  return options;
}

PacedGroup::PacedGroup(const boost::asio::any_io_executor& executor, Clock& clock, GroupOptions options)
    : executor_(executor),
      clock_(clock),
      options_(std::move(options)),
      gate_(std::make_shared<Permits>(executor, static_cast<std::size_t>(std::max(options_.concurrency, 1)))),
      places_(static_cast<std::size_t>(std::max(options_.concurrency, 1))),
      circuit_(options_.circuit),
      random_(options_.jitter_seed) {
  if (options_.pace_file) file_.emplace(*options_.pace_file);
  if (!options_.reach) options_.reach = std::make_shared<Reach>();
}

Awaitable<Result<Permit>> PacedGroup::grant(std::string bucket) {
  if (options_.one_bucket) bucket = "list";
  const bool admitted = co_await gate_->acquire();
  if (!admitted) co_return fail(ErrorKind::cancelled, "the run is being stopped");
  // From here on the permit gives the place back, whatever happens; a probe that is never reported ends with it.
  const auto probe = std::make_shared<std::weak_ptr<Event>>();
  Permit permit([gate = std::weak_ptr(gate_), probe] {
    const auto still_there = gate.lock();
    if (!still_there) return;
    still_there->release();
    if (const auto out = probe->lock()) out->set();
  });
  while (true) {
    const auto admitted_by_circuit = co_await wait_for_circuit();
    if (!admitted_by_circuit) co_return tl::unexpected(admitted_by_circuit.error());
    if (*admitted_by_circuit) *probe = *admitted_by_circuit;
    const Result<Clock::WallTime> start = reserve(bucket);
    if (!start) co_return tl::unexpected(start.error());
    if (*start - clock_.wall() > kLongestWait) {
      co_return fail(ErrorKind::rate_limited, options_.name + " asked for a long rest; a later run asks it again");
    }
    const Clock::TimePoint when = to_steady(*start);
    co_await clock_.sleep_until(when);
    const Result<void> apart = co_await keep_apart(bucket);
    if (!apart) co_return tl::unexpected(apart.error());
    const Clock::WallTime now = clock_.wall();
    if (now >= held_until_ && now >= circuit_.open_until()) break;
    // While this one slept, the source asked for a rest or was found to be down.
    if (const auto out = probe->lock()) out->set();
  }
  co_return std::move(permit);
}

/// The pacer plans starts; a busy machine may be late for one and then wake two at once. So the starts as they really
/// happen keep the interval too, those of other processes included.
Awaitable<Result<void>> PacedGroup::keep_apart(std::string bucket) {
  if (options_.burst > 1) co_return Result<void>();
  while (true) {
    const Result<std::optional<Clock::WallTime>> too_early = claim_start(bucket);
    if (!too_early) co_return tl::unexpected(too_early.error());
    if (!*too_early) co_return Result<void>();
    const Clock::TimePoint when = to_steady(**too_early);
    co_await clock_.sleep_until(when);
  }
}

/// nullopt: a start may happen now, and counts as happened. Else when to try again.
Result<std::optional<Clock::WallTime>> PacedGroup::claim_start(const std::string& bucket) {
  const Clock::WallTime now = clock_.wall();
  const auto interval = std::chrono::duration_cast<Clock::WallTime::duration>(pacer_of(bucket, {}).interval());
  const auto early = std::chrono::duration_cast<Clock::WallTime::duration>(interval * kCatchUp);
  std::optional<Clock::WallTime> too_early;
  const auto claim = [&](Clock::WallTime& turn) {
    if (turn - now > interval) turn = now;  // of a clock that was set back
    if (turn - early > now) {
      too_early = turn - early;
    } else {
      turn = std::max(now, turn) + interval;
    }
  };
  if (!file_) {
    claim(buckets_[bucket].turn);
    return too_early;
  }
  const Result<void> shared = file_->update([&](PaceState& state) { claim(state.turn[bucket]); });
  if (!shared) return tl::unexpected(shared.error());
  return too_early;
}

/// The event that ends a probe when this is one, else null.
Awaitable<Result<std::shared_ptr<Event>>> PacedGroup::wait_for_circuit() {
  while (true) {
    if (out_of_reach()) {
      co_return fail(ErrorKind::transport, options_.name + " could not be reached, nor any other source (" +
                                               last_failure_ + "); a run with a network asks it again");
    }
    const Result<void> read = read_circuit();
    if (!read) co_return tl::unexpected(read.error());
    const Clock::WallTime now = clock_.wall();
    const auto pause = circuit_.open_until() - now;
    if (!is_worth_waiting(pause)) {
      co_return fail(ErrorKind::circuit_open, options_.name + " is left alone for now after repeated failures" +
                                                  (last_failure_.empty() ? "" : " (the last: " + last_failure_ + ")") +
                                                  "; a later run asks it again");
    }
    if (pause > Clock::WallTime::duration(0)) {
      const Clock::TimePoint over = to_steady(circuit_.open_until());
      co_await clock_.sleep_until(over);
      continue;
    }
    if (!circuit_.is_probing()) co_return std::shared_ptr<Event>();
    if (!probe_ || probe_->is_set()) {
      probe_ = std::make_shared<Event>(executor_);
      co_return probe_;
    }
    const std::shared_ptr<Event> outcome = probe_;
    const bool known = co_await outcome->wait();
    if (!known) co_return fail(ErrorKind::cancelled, "the run is being stopped");
  }
}

/// One pause is; a source that stays down longer is left to a later run. So is one that cannot be reached when another
/// could not be either, after a pause.
bool PacedGroup::is_worth_waiting(Clock::WallTime::duration pause) const {
  if (pause <= Clock::WallTime::duration(0)) return true;
  return pause <= options_.circuit.pause && !(unreachable_ && options_.reach->waited_in_vain);
}

/// What other processes found out.
Result<void> PacedGroup::read_circuit() {
  if (!file_) return {};
  const Clock::WallTime latest =
      clock_.wall() + std::max({options_.circuit.wall, options_.circuit.pause_cap, kLongestRest});
  return file_->update([&](PaceState& state) {
    state.open_until = std::min(state.open_until, latest);
    if (state.open_until > circuit_.open_until()) circuit_.restore(state.open_until, state.pauses);
  });
}

/// Routes that share a bucket keep to the strictest that any of them states.
std::optional<std::chrono::microseconds> PacedGroup::stated_interval(const std::string& bucket) const {
  std::optional<std::chrono::microseconds> longest;
  for (const auto& [name, one] : buckets_) {
    if (name == bucket || options_.one_bucket) longest = std::max(longest, one.stated);
  }
  return longest;
}

Pacer PacedGroup::pacer_of(const std::string& bucket, Clock::WallTime next) {
  const auto found = options_.rates.find(bucket);
  const double rate = found != options_.rates.end() ? found->second : options_.rates.at("list");
  auto interval = std::chrono::microseconds(static_cast<std::int64_t>(1e6 / rate));
  if (const auto stated = stated_interval(bucket)) interval = std::max(interval, *stated);
  const double slowed = static_cast<double>(interval.count()) * slowdown_.factor(clock_.wall());
  return Pacer(std::chrono::microseconds(static_cast<std::int64_t>(slowed)), options_.burst, next);
}

Result<Clock::WallTime> PacedGroup::reserve(const std::string& bucket) {
  const Clock::WallTime now = clock_.wall();
  Clock::WallTime start = now;
  const auto take = [&](Clock::WallTime& next) {
    Pacer pacer = pacer_of(bucket, next);
    pacer.clamp(now, std::max<Clock::WallTime::duration>(kLongestPace, pacer.interval()));
    next = pacer.next();
    start = pacer.reserve(now);
    // A start that nobody waits for is nobody's: else each who gives up would make the rest longer for those who come.
    if (start - now <= kLongestWait) next = pacer.next();
  };
  if (!file_) {
    take(buckets_[bucket].next);
    return start;
  }
  const Result<void> shared = file_->update([&](PaceState& state) { take(state.next[bucket]); });
  if (!shared) return tl::unexpected(shared.error());
  return start;
}

Ruling PacedGroup::report(const Attempt& attempt) {
  if (attempt.response || !is_silence(attempt.error)) options_.reach->hear();
  learn(attempt);
  const std::shared_ptr<Event> probe = std::exchange(probe_, nullptr);
  if (probe) probe->set();
  const Clock::TimePoint now = clock_.now();
  if (!attempt.error) {
    const bool was_open = circuit_.is_probing();
    // On its way to another address it says nothing yet of how the source is.
    if (attempt.response && is_redirect(attempt.response->status)) return Ruling(Ruling::Action::done);
    circuit_.success(attempt.form);
    if (was_open) share_circuit(true);
    return Ruling(Ruling::Action::done);
  }
  const Error& error = *attempt.error;
  count_failure(attempt);
  if (error.kind == ErrorKind::rejected || error.kind == ErrorKind::decode || error.kind == ErrorKind::not_recorded) {
    return Ruling(Ruling::Action::done);
  }
  const double jitter = std::uniform_real_distribution<double>(0, 1)(random_);
  const auto delay = next_delay(error, attempt.failures, options_.retry, jitter);
  if (!delay || *delay > kLongestWait) return Ruling(Ruling::Action::give_up);
  // The next grant is refused, and says why.
  if (out_of_reach()) return Ruling(Ruling::Action::retry, now);
  // Nobody is burdened by a connection that does not come about.
  if (!options_.reach->answered) return Ruling(Ruling::Action::retry, now + std::min(*delay, kSoon));
  return Ruling(Ruling::Action::retry, now + *delay);
}

std::optional<Rest> PacedGroup::rest() const {
  const Clock::WallTime now = clock_.wall();
  if (circuit_.open_until() > now) {
    return Rest{circuit_.open_until(), last_failure_.empty() ? "an earlier run found it failing" : last_failure_};
  }
  if (held_until_ > now) return Rest{held_until_, "it asked for a pause"};
  return std::nullopt;
}

void PacedGroup::learn(const Attempt& attempt) {
  if (!attempt.response) return;
  const StatedLimits stated = stated_limits(attempt.response->headers);
  if (stated.interval) buckets_[attempt.bucket].stated = stated.interval;
  if (!stated.concurrency) return;
  const auto allowed = static_cast<std::size_t>(std::clamp(*stated.concurrency, 1, options_.concurrency));
  if (allowed == places_) return;
  gate_->resize(allowed, places_);
  places_ = allowed;
}

void PacedGroup::count_failure(const Attempt& attempt) {
  if (count_silence(attempt)) return;
  const Error& error = *attempt.error;
  const Clock::WallTime now = clock_.wall();
  const bool after_a_pause = circuit_.is_probing() && now >= circuit_.open_until();
  if (error.kind == ErrorKind::blocked) {
    circuit_.blocked(now);
  } else if (error.retry_after && *error.retry_after > kLongestPace) {
    circuit_.resting(now + std::min<std::chrono::milliseconds>(*error.retry_after, kLongestRest));
  } else if (error.kind == ErrorKind::decode) {
    if (!count_bad_answer(attempt)) return;
  } else if (retryable(error.kind)) {
    circuit_.failure(now);
  } else {
    return;
  }
  last_failure_ = error.message;
  unreachable_ = !attempt.response && is_silence(&error);
  if (unreachable_ && after_a_pause) options_.reach->waited_in_vain = true;
  if (error.kind == ErrorKind::rate_limited) slowdown_.rate_limited(now);
  if (error.retry_after) hold_all(*error.retry_after);
  share_circuit(false);
}

/// True for a failure that speaks against the network. The circuit, which other processes see, stays as it is.
bool PacedGroup::count_silence(const Attempt& attempt) {
  Reach& reach = *options_.reach;
  if (!is_silence(attempt.error) || reach.answered) return false;
  last_failure_ = attempt.error->message;
  ++silences_;
  silent_ = reach.doubted || attempt.failures + 1 >= kTriesWithoutNetwork || silences_ >= options_.circuit.failures;
  if (silent_) reach.doubted = true;
  return true;
}

/// A source that sends garbage for long is as good as down. A question that is asked once more tells nothing new of it,
/// unless all wait for what becomes of this one.
bool PacedGroup::count_bad_answer(const Attempt& attempt) {
  if (attempt.failures > 0 && !circuit_.is_probing()) return false;
  circuit_.bad_answer(clock_.wall(), attempt.form, attempt.questions);
  return true;
}

void PacedGroup::hold_all(std::chrono::milliseconds pause) {
  const Clock::WallTime until =
      clock_.wall() + std::clamp<std::chrono::milliseconds>(pause, std::chrono::milliseconds(0), kLongestPace);
  held_until_ = std::max(held_until_, until);
  const auto hold = [&](const std::string& bucket, Clock::WallTime& next) {
    Pacer pacer = pacer_of(bucket, next);
    pacer.hold_until(until);
    next = pacer.next();
  };
  if (!file_) {
    for (const auto& [bucket, rate] : options_.rates) hold(bucket, buckets_[bucket].next);
    return;
  }
  // Pacing that cannot be shared is reported by the next reserve().
  static_cast<void>(file_->update([&](PaceState& state) {
    for (const auto& [bucket, rate] : options_.rates) hold(bucket, state.next[bucket]);
  }));
}

/// A failure that did not open the circuit must not close the one another process has opened.
void PacedGroup::share_circuit(bool closed) {
  if (!file_) return;
  static_cast<void>(file_->update([&](PaceState& state) {
    if (!closed && circuit_.open_until() <= state.open_until) return;
    state.open_until = circuit_.open_until();
    state.pauses = circuit_.pauses();
  }));
}

Clock::TimePoint PacedGroup::to_steady(Clock::WallTime when) const {
  return clock_.now() + std::chrono::duration_cast<Clock::TimePoint::duration>(when - clock_.wall());
}

}  // namespace bibmill
