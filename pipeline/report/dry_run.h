// What --dry-run prints: what was read, and which questions an enrichment would begin with. Pure; nothing is asked.
#pragma once

#include <set>
#include <span>
#include <string>

#include "normalizers/model/entry.h"
#include "normalizers/venues/venue_table.h"
#include "pipeline/report/run_report.h"
#include "pipeline/resolve/resolver.h"

namespace bibmill {

/// `tocs`: the tables of contents that the run would ask for.
std::string describe_dry_run(const RunReport& report, std::span<const Entry> entries, const VenueTable& venues,
                             const std::set<std::string>& tocs);

}  // namespace bibmill
