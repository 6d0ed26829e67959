// Circuit: when a source that fails is left alone (HTTP fact sheet §2). Opens after consecutive failures, after half of
// the last twenty, and at once, for hours, when the source says that it does not want us (bot wall, 401, 403). Answers
// that came and are of no use count too, those to the halves of a batch among them. Pure: time is passed in.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <string>

#include "connectors/async/clock.h"

namespace bibmill {

struct CircuitLimits {
  int failures = 5;
  std::chrono::milliseconds pause{60'000};  ///< first pause; doubles with each that follows
  std::chrono::milliseconds pause_cap{3'600'000};
  std::chrono::milliseconds wall{21'600'000};  ///< pause after a bot wall or 403
};

class Circuit {
 public:
  using WallTime = Clock::WallTime;
  explicit Circuit(CircuitLimits limits) : limits_(limits) {}

  /// A useful answer to a request of this form (a lane of the source). Closes it, unless another form is to blame.
  void success(const std::string& form = {});
  void failure(WallTime now);
  /// An answer came, but cannot be read, is incomplete or is about something else. As many of them in a row as failures
  /// open it; one guilty question does not bring them about, since each of its halves is asked after the innocent ones
  /// of the same size (SourceQueue). Counted by form: single records that come well do not vouch for lists.
  void bad_answer(WallTime now, const std::string& form, std::size_t questions);
  void blocked(WallTime now);
  /// The source has said until when it is to be left alone.
  void resting(WallTime until) { open(until); }

  /// Requests may go from here on; in the past when the circuit is closed, or its pause is over and a probe may go.
  WallTime open_until() const { return open_until_; }
  /// A pause is over, and nothing has succeeded since: one probe at a time.
  bool is_probing() const { return pauses_ > 0; }
  int pauses() const { return pauses_; }
  /// State of an earlier run or another process.
  void restore(WallTime open_until, int pauses);

 private:
  void remember(bool succeeded);
  bool half_failed() const;
  void rest(WallTime now, const std::string& form);
  void open(WallTime until);

  CircuitLimits limits_;
  int consecutive_ = 0;
  int pauses_ = 0;  ///< since the last success
  std::deque<bool> recent_;
  std::map<std::string, int> streaks_;  ///< of bad answers in a row, by form
  std::string blamed_;                  ///< the form whose bad answers opened it; empty: failures did
  WallTime open_until_{};
};

}  // namespace bibmill
