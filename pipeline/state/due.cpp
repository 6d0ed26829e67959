#include "pipeline/state/due.h"

#include <algorithm>

#include "pipeline/resolve/waiting.h"

namespace bibmill {
namespace {

/// first, 2 × first, 4 × first, …, most.
std::chrono::seconds growing(int misses, std::chrono::seconds first, std::chrono::seconds most) {
  std::chrono::seconds pause = first;
  for (int miss = 1; miss < misses && pause < most; ++miss) pause *= 2;
  return std::min(pause, most);
}

}  // namespace

Outlook outlook_of(const Record& record, int year, int earlier_misses) {
  Outlook outlook;
  outlook.status = record.status;
  outlook.preprint_only = is_preprint(record.work);
  outlook.past_venue =
      record.work.type == WorkType::paper_conference && record.work.issued && record.work.issued->year < year;
  outlook.waits = waits(record);
  outlook.incomplete = !record.unasked.empty();
  outlook.misses = record.status == Status::not_found ? earlier_misses + 1 : 0;
  return outlook;
}

std::chrono::seconds pause_after(const Outlook& outlook, const DuePolicy& policy) {
  if (outlook.waits) return std::chrono::seconds(0);
  switch (outlook.status) {
    case Status::failed: return std::chrono::seconds(0);
    case Status::ambiguous: return policy.ambiguous;
    case Status::not_found: return growing(outlook.misses, policy.not_found_first, policy.not_found_most);
    case Status::resolved: break;
  }
  if (outlook.incomplete) return policy.incomplete;
  if (outlook.preprint_only) return policy.preprint;
  return outlook.past_venue ? policy.past_venue : policy.resolved;
}

}  // namespace bibmill
