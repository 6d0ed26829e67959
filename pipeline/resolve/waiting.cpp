#include "pipeline/resolve/waiting.h"

#include <algorithm>

#include "connectors/http/request_limit.h"

namespace bibmill {

bool waits(const Unasked& unasked) { return unasked.reason.ends_with(kLimitReached); }

bool waits(const Record& record) {
  return std::ranges::any_of(record.unasked, [](const Unasked& unasked) { return waits(unasked); });
}

}  // namespace bibmill
