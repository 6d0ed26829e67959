#include "pipeline/commands/venue.h"

#include <fmt/ranges.h>

#include <utility>

#include "pipeline/commands/enrich.h"
#include "pipeline/commands/failure.h"
#include "pipeline/report/exit_code.h"
#include "pipeline/run_policies.h"

namespace bibmill {
namespace {

int refuse(const CommandLine& line, const std::string& why) {
  return report_failure(why, kExitUsage, line.run.log_format);
}

}  // namespace

int venue_command(CommandLine line) {
  std::optional<YearRange> years;
  if (!line.venue.years.empty()) {
    years = parse_years(line.venue.years);
    if (!years)
      return refuse(line, fmt::format("--years: '{}' is no range of years; write 2019..2026", line.venue.years));
  }
  const std::string name = fmt::format("{}", fmt::join(line.venue.name, " "));
  Result<std::vector<Edition>> editions = parse_editions(name, years, venue_table());
  if (!editions) return refuse(line, editions.error().message);
  line.run.editions = std::move(*editions);
  return enrich(line);
}

}  // namespace bibmill
