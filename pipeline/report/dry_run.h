// What --dry-run prints: what was read, and which questions an enrichment would begin with. Pure; nothing is asked.
#pragma once

#include <span>
#include <string>

#include "normalizers/model/entry.h"
#include "normalizers/venues/venue_table.h"
#include "pipeline/report/run_report.h"
#include "pipeline/resolve/resolver.h"

namespace bibmill {

std::string describe_dry_run(const RunReport& report, std::span<const Entry> entries, const VenueTable& venues);

}  // namespace bibmill
