#include "pipeline/commands/orgs.h"

#include <iostream>

#include "normalizers/text/unicode.h"
#include "pipeline/commands/companion_lines.h"
#include "pipeline/report/exit_code.h"
#include "pipeline/report/organisations_report.h"
#include "pipeline/write/companion_json_read.h"

namespace bibmill {

int orgs_command(const CommandLine& line) {
  const Result<std::vector<OrganisationRecord>> organisations =
      read_companion(line.folder, "organisations.jsonl", read_organisation);
  if (!organisations) {
    std::cerr << "bibmill: " << printable(organisations.error().message) << '\n';
    return kExitUsage;
  }
  std::cout << describe_organisations(*organisations);
  return kExitFine;
}

}  // namespace bibmill
