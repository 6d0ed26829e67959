// SourceStack: everything between the pipeline and the network for one run, built from the settings in dependency
// order: clock, CPU pool, loop, cache, transport (libcurl or replay, recorded or not), policy groups, sources. Nothing
// is global; destruction is the reverse.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/settings.h"
#include "connectors/async/clock.h"
#include "connectors/async/cpu_pool.h"
#include "connectors/async/event_loop.h"
#include "connectors/http/transport_wrap.h"
#include "connectors/request_log.h"
#include "connectors/source.h"
#include "connectors/source_sender.h"

namespace bibmill {

struct StackRequest {
  std::optional<std::string> replay;  ///< folder of replayable responses
  std::optional<std::string> record;  ///< folder to write responses to
  bool offline = false;
  RequestLog* log = nullptr;
  TransportWrap wrap_transport;  ///< empty: the network itself, or the replay folder
  std::function<std::string(const std::string&)>
      environment;  ///< value of an environment variable, "" when unset: for keys
};

class SourceStack {
 public:
  /// Error storage: the cache or the folders cannot be used; input: the replay folder cannot be read.
  static Result<std::unique_ptr<SourceStack>> build(const Settings& settings, const StackRequest& request);
  ~SourceStack();
  SourceStack(const SourceStack&) = delete;
  SourceStack& operator=(const SourceStack&) = delete;

  EventLoop& loop();
  Clock& clock();
  CpuPool& cpu();
  /// nullptr when the source is off.
  Source* find(SourceId source);
  std::map<SourceId, SourceStats> stats() const;
  std::map<SourceId, SourceProgress> progress() const;
  /// Whose answers these are: "live", or the replay folder's fingerprint. Answers of one origin never mix with
  /// another's.
  const std::string& origin() const;
  /// After what the run's limit ended the asking, for people ("2 requests (--max-requests)"); nullopt: it did not.
  std::optional<std::string> stopped_after() const;
  /// Which local indexes answer: name, format and checksum of each; "" without any. Equal means: equal answers.
  std::string local_indexes() const;
  /// Deletes cached answers that expired before `before`. Error storage.
  Result<void> drop_expired(Clock::WallTime before);
  /// What was moved aside, skipped or ignored while building, for people.
  const std::vector<std::string>& notes() const;

 private:
  struct Parts;
  explicit SourceStack(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace bibmill
