// PacedGroup: the PolicyGroup of real use: a pacer per bucket, one concurrency gate, one circuit; pace and circuit
// shared with other processes through a PaceFile (not under replay). Without a network nobody waits: while no source of
// the run has answered, connections that fail speak against the network, not against the source's circuit. Where it
// goes away later, one pause is sat out for all sources, not one for each. All waiting is done through the Clock. Used
// on the io thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "config/settings.h"
#include "connectors/async/event.h"
#include "connectors/async/permits.h"
#include "connectors/http/circuit.h"
#include "connectors/http/pace_file.h"
#include "connectors/http/pacer.h"
#include "connectors/http/policy_group.h"
#include "connectors/http/rate_limits.h"
#include "connectors/http/reach.h"
#include "connectors/http/retry_policy.h"

namespace bibmill {

struct GroupOptions {
  std::string name;
  std::map<std::string, double> rates;  ///< bucket → requests per second
  bool one_bucket = false;              ///< all requests draw from "list"
  int burst = 1;
  int concurrency = 1;
  RetryLimits retry;
  CircuitLimits circuit;
  std::optional<std::filesystem::path> pace_file;  ///< nullopt: not shared (replay, tests)
  std::shared_ptr<Reach> reach;                    ///< of all groups of the run; null: this group is alone
  std::uint64_t jitter_seed = 0;
};

/// The options of a group from the settings of its first source: `anonymous` limits without a contact address.
GroupOptions make_group_options(const Settings& settings, const SourceSettings& source);

class PacedGroup final : public PolicyGroup {
 public:
  PacedGroup(const boost::asio::any_io_executor& executor, Clock& clock, GroupOptions options);

  Awaitable<Result<Permit>> grant(std::string bucket) override;
  Ruling report(const Attempt& attempt) override;
  std::optional<Rest> rest() const override;

 private:
  struct Bucket {
    Clock::WallTime next{};                           ///< where it is not shared through the file
    std::optional<std::chrono::microseconds> stated;  ///< interval the source states
    Clock::WallTime turn{};                           ///< likewise: as `next`, by the starts as they really happened
  };

  Awaitable<Result<std::shared_ptr<Event>>> wait_for_circuit();
  Awaitable<Result<void>> keep_apart(std::string bucket);
  Result<std::optional<Clock::WallTime>> claim_start(const std::string& bucket);
  Result<void> read_circuit();
  Result<Clock::WallTime> reserve(const std::string& bucket);
  std::optional<std::chrono::microseconds> stated_interval(const std::string& bucket) const;
  Pacer pacer_of(const std::string& bucket, Clock::WallTime next);
  bool is_worth_waiting(Clock::WallTime::duration pause) const;
  void learn(const Attempt& attempt);
  void count_failure(const Attempt& attempt);
  bool count_bad_answer(const Attempt& attempt);
  bool count_silence(const Attempt& attempt);
  bool out_of_reach() const { return silent_ && !options_.reach->answered; }
  void hold_all(std::chrono::milliseconds pause);
  void share_circuit(bool closed);
  Clock::TimePoint to_steady(Clock::WallTime when) const;

  boost::asio::any_io_executor executor_;
  Clock& clock_;
  GroupOptions options_;
  std::shared_ptr<Permits> gate_;
  std::size_t places_;
  std::map<std::string, Bucket> buckets_;
  Circuit circuit_;
  std::string last_failure_;  ///< for people: why the circuit is open
  bool unreachable_ = false;  ///< it was a connection that failed, not an answer
  int silences_ = 0;          ///< attempts without any response, while nobody had answered in this run
  bool silent_ = false;       ///< enough of them: nobody waits for this source until somebody is heard
  Slowdown slowdown_;
  std::optional<PaceFile> file_;
  std::shared_ptr<Event> probe_;  ///< while a probe is out: set with its outcome
  Clock::WallTime held_until_{};  ///< Retry-After
  std::mt19937_64 random_;
};

}  // namespace bibmill
