// When an entry is asked about again (config/defaults.toml, [state]). Pure, thread-safe.
#pragma once

#include <chrono>

#include "normalizers/model/record.h"

namespace bibmill {

/// Seconds between an attempt and the next; a failed entry is due at once.
struct DuePolicy {
  std::chrono::seconds resolved{};
  std::chrono::seconds preprint{};
  std::chrono::seconds past_venue{};
  std::chrono::seconds incomplete{};
  std::chrono::seconds ambiguous{};
  std::chrono::seconds not_found_first{};
  std::chrono::seconds not_found_most{};
};

/// What came of an attempt, as far as it matters for the next.
struct Outlook {
  Status status = Status::failed;
  bool preprint_only = false;  ///< resolved, and no published version is known
  bool past_venue = false;     ///< a conference paper of a year before the attempt's
  bool incomplete = false;     ///< a source that might have added something could not be asked
  int misses = 0;              ///< attempts in a row, this one included, that found nothing
  bool waits = false;          ///< the run's limit came before all was asked
};

/// `year`: of the attempt. `earlier_misses`: attempts in a row before this one that found nothing.
Outlook outlook_of(const Record& record, int year, int earlier_misses);

/// The pause after an attempt. A rule that asks sooner comes before one that asks later.
std::chrono::seconds pause_after(const Outlook& outlook, const DuePolicy& policy);

}  // namespace bibmill
