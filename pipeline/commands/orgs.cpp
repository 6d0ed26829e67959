#include "pipeline/commands/orgs.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "normalizers/text/unicode.h"
#include "pipeline/report/exit_code.h"
#include "pipeline/report/organisations_report.h"
#include "pipeline/write/companion_json_read.h"

namespace bibmill {

int orgs_command(const CommandLine& line) {
  const std::filesystem::path file = std::filesystem::path(line.folder) / "organisations.jsonl";
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    std::cerr << "bibmill: " << printable(file.string())
              << " cannot be read; give the folder that 'bibmill enrich --out' wrote\n";
    return kExitUsage;
  }
  std::vector<OrganisationRecord> organisations;
  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    Result<OrganisationRecord> organisation = read_organisation(text);
    if (!organisation) {
      std::cerr << "bibmill: " << printable(file.string()) << ':' << number << ": "
                << printable(organisation.error().message) << '\n';
      return kExitUsage;
    }
    organisations.push_back(std::move(*organisation));
  }
  std::cout << describe_organisations(organisations);
  return kExitFine;
}

}  // namespace bibmill
