#include "pipeline/commands/failure.h"

#include <fmt/format.h>

#include <iostream>
#include <sstream>

#include "connectors/async/system_clock.h"
#include "normalizers/text/unicode.h"
#include "pipeline/report/exit_code.h"

namespace bibmill {

int report_failure(const std::string& what, int code, LogFormat format) {
  if (format == LogFormat::json) {
    std::cerr << json_log_line(SystemClock().wall(), "error", what) << '\n';
    return code;
  }
  std::cerr << "bibmill: ";
  std::istringstream lines(what);
  for (std::string line; std::getline(lines, line);) std::cerr << printable(line) << '\n';
  return code;
}

int report_mistakes(const ConfigError& error, LogFormat format) {
  return report_failure(fmt::format("the configuration has {} mistake{}:\n{}", error.problems().size(),
                                    error.problems().size() == 1 ? "" : "s", error.what()),
                        kExitUsage, format);
}

int finish_stdout(int code, LogFormat format) {
  std::cout.flush();
  const bool outranked = code == kExitFine || code == kExitAttention || code == kExitNoAnswer;
  return std::cout || !outranked ? code : report_failure(kStdoutProblem, kExitStorage, format);
}

}  // namespace bibmill
