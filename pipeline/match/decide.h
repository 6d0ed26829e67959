// decide: which of the records that sources gave for an entry is the paper it means, if any. The outcome depends on the
// set of records, never on their order. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/model/entry.h"
#include "normalizers/model/match.h"
#include "pipeline/match/policy.h"

namespace bibmill {

enum class Outcome : std::uint8_t {
  accepted,   ///< `chosen` is set
  ambiguous,  ///< something fits, but not surely enough or not alone
  none,       ///< nothing fits
};

std::string_view to_string(Outcome outcome);

struct Decision {
  Outcome outcome = Outcome::none;
  std::optional<std::size_t> chosen;   ///< index into candidates; published is preferred over preprint within one work
  std::vector<std::size_t> same_work;  ///< candidates that are the chosen work or versions of it, `chosen` first
  std::vector<Candidate> candidates;   ///< all, best first: by probability, then source id, then record id
  std::string
      reason;  ///< the chosen candidate's, or "no_candidates", "runner_up_close", "below_threshold", "all_different"
};

Decision decide(const Entry& entry, std::vector<SourceRecord> records, const MatchPolicy& policy);

}  // namespace bibmill
