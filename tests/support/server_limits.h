// The limits that the sources publish (HTTP fact sheet §1), kept by the loopback server as they would keep them: who
// goes over them is counted and told so. Plain data; time is passed in.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "normalizers/model/source_id.h"

namespace bibmill::testing_support {

/// What one request draws from. Crossref has two buckets, and other limits for clients that give a mail address.
struct Draw {
  SourceId source = SourceId::input;
  std::string bucket;  ///< "crossref/list", "crossref/single", "arxiv"
  double rate = 1;     ///< requests a second
  int concurrency = 1;
};

/// `path` without query; `polite`: the client gave a mail address. `scale` multiplies rates, not concurrency.
Draw published_limits(SourceId source, std::string_view path, bool polite, double scale);

struct GroupCounters {
  std::size_t requests = 0;
  std::size_t rate_violations = 0;
  std::size_t concurrency_violations = 0;
  std::size_t largest_concurrency = 0;
  std::map<std::string, double> smallest_gap_s;  ///< between two requests of a bucket
};

class LimitKeeper {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// With `enforced` false everything is counted but violations, and admitted.
  explicit LimitKeeper(bool enforced) : enforced_(enforced) {}

  /// Counts a request that arrives now; false when it goes over a limit. Each call is followed by one leave().
  ///
  /// A bucket admits one request an interval and, because the arrival of honest requests jitters, one more after a
  /// rest; that is less than the published "3 in each second" of Crossref. At arXiv, which asks for three seconds
  /// between two requests, only 50 ms are forgiven.
  bool enter(const Draw& draw, Time now);
  /// The answer is complete.
  void leave(SourceId source);

  const std::map<SourceId, GroupCounters>& counters() const { return counters_; }

 private:
  bool keeps_rate(const Draw& draw, Time now);

  bool enforced_;
  std::map<SourceId, GroupCounters> counters_;
  std::map<SourceId, std::size_t> in_flight_;
  std::map<std::string, Time> next_;
  std::map<std::string, Time> last_;
};

}  // namespace bibmill::testing_support
