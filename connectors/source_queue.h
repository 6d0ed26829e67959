// SourceQueue: the questions that wait to be sent to one source, in lanes, and which of them go next. Plain data: no
// clock, no I/O; the rules of CONTRACTS §1 (order, batches, halves) in one place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "connectors/async/clock.h"
#include "connectors/codec.h"
#include "connectors/source.h"

namespace bibmill {

/// One question on its way. Shared by all who ask it; belongs to none of them.
struct Pending {
  using Reply = Result<std::shared_ptr<const Answer>>;
  Pending(Query query, Turn turn_in) : ask(std::move(query)), turn(turn_in) {}

  Ask ask;
  Turn turn;
  std::string key;                                              ///< kind and canonical key
  std::function<void(const Reply&)> settle;                     ///< called once
  int failures = 0;                                             ///< failed attempts so far
  std::size_t share = std::numeric_limits<std::size_t>::max();  ///< at most so many questions in its request (halving)
  std::uint64_t arrival = 0;                                    ///< set by the queue at its first arrival, then kept
  Clock::TimePoint arrived;                                     ///< for batch_linger
  Clock::TimePoint not_before;                                  ///< not to be asked before (after a failed attempt)
};

using PendingPtr = std::shared_ptr<Pending>;

class SourceQueue {
 public:
  void push(const Lane& lane, const PendingPtr& pending);
  void remove(const std::string& lane, const PendingPtr& pending);

  /// The questions for the lane's next request, in order: the first that may be asked at `now`, and those after it that
  /// may share with it. Empty: none may be asked yet. They stay in the queue until removed (a codec may take fewer).
  std::vector<PendingPtr> next_batch(const std::string& lane, Clock::TimePoint now) const;
  /// Whether next_batch cannot grow.
  bool is_full(const std::string& lane, Clock::TimePoint now) const;
  /// When the first question that may be asked at `now` arrived; nullopt without one.
  std::optional<Clock::TimePoint> oldest_arrival(const std::string& lane, Clock::TimePoint now) const;
  /// When the next question that may not be asked at `now` may be; nullopt without one.
  std::optional<Clock::TimePoint> next_embargo(const std::string& lane, Clock::TimePoint now) const;
  /// All questions of a lane, removed.
  std::vector<PendingPtr> drain(const std::string& lane);

  const Lane* lane(const std::string& name) const;
  std::vector<std::string> lanes() const;
  std::size_t size() const;

 private:
  /// New entries after follow-ups, then by entry, then by arrival. What was halved goes after the rest, the smallest
  /// halves last: so on the way down to one guilty question its innocent neighbours are answered in between, and a
  /// source that answers nothing well is told from it by a few bad answers in a row.
  using Place = std::tuple<std::size_t, bool, std::size_t, std::uint64_t>;
  static Place place_of(const Pending& pending) {
    return {std::numeric_limits<std::size_t>::max() - pending.share, !pending.turn.follow_up, pending.turn.ordinal,
            pending.arrival};
  }

  struct Waiting {
    Lane lane;
    std::map<Place, PendingPtr> questions;
  };
  const Waiting* find(const std::string& lane) const;

  std::map<std::string, Waiting> lanes_;
  std::uint64_t arrivals_ = 0;
};

}  // namespace bibmill
