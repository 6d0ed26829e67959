#include "pipeline/report/exit_code.h"

namespace bibmill {

int exit_code(const RunReport& report, const Resolver::Tally& tally) {
  if (tally.asked > 0 && tally.answered == 0) return kExitNoAnswer;
  if (report.only_new && report.since) return report.newly_open > 0 ? kExitAttention : kExitFine;
  if (!report.rejects.empty()) return kExitAttention;
  for (const auto& [status, count] : report.by_status) {
    if (status != Status::resolved && count > 0) return kExitAttention;
  }
  return kExitFine;
}

int exit_code(const Error& error) {
  if (error.kind == ErrorKind::storage) return kExitStorage;
  if (error.kind == ErrorKind::transport) return kExitNoAnswer;
  return error.kind == ErrorKind::offline ? kExitAttention : kExitUsage;
}

}  // namespace bibmill
