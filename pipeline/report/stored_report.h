// The numbers of a run as the state keeps them, for a later run that finds nothing changed. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/report/run_report.h"

namespace bibmill {

struct StoredReport {
  RunReport report;                    ///< what count_record() counts, people, and only_new
  std::vector<std::size_t> attention;  ///< places of the records that need a person's eye
  AttentionMarks seen;                 ///< of all that needed it
};

/// As JSON.
std::string to_stored_report(const RunReport& report, std::span<const Record> records);
/// nullopt: not written by to_stored_report().
std::optional<StoredReport> parse_stored_report(std::string_view json);

}  // namespace bibmill
