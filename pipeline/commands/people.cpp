#include "pipeline/commands/people.h"

#include <iostream>

#include "normalizers/text/unicode.h"
#include "pipeline/commands/companion_lines.h"
#include "pipeline/report/exit_code.h"
#include "pipeline/report/people_report.h"
#include "pipeline/write/companion_json_read.h"

namespace bibmill {

int people_command(const CommandLine& line) {
  const Result<std::vector<PersonRecord>> people = read_companion(line.folder, "people.jsonl", parse_person);
  if (!people) {
    std::cerr << "bibmill: " << printable(people.error().message) << '\n';
    return kExitUsage;
  }
  std::cout << describe_people(*people);
  return kExitFine;
}

}  // namespace bibmill
