// The program: its command line, and nothing else.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <exception>

#include "pipeline/commands/check.h"
#include "pipeline/commands/command_line.h"
#include "pipeline/commands/enrich.h"
#include "pipeline/commands/explain.h"
#include "pipeline/commands/failure.h"
#include "pipeline/commands/index.h"
#include "pipeline/commands/orgs.h"
#include "pipeline/commands/people.h"
#include "pipeline/commands/pin.h"
#include "pipeline/commands/settings.h"
#include "pipeline/commands/venue.h"
#include "pipeline/report/exit_code.h"

namespace {

/// A file of ours that is opened where stdin, stdout or stderr was closed would get what is printed there. Opened the
/// wrong way round, so that using them still fails.
void occupy_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) < 0)
      static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

int run_command(const bibmill::CommandLine& line) {
  using Command = bibmill::CommandLine::Command;
  const auto with = [&line](auto command) {
    return bibmill::with_settings(line, [&](const bibmill::Settings& settings) { return command(line, settings); });
  };
  switch (line.command) {
    case Command::enrich: return bibmill::enrich(line);
    case Command::venue: return bibmill::venue_command(line);
    case Command::explain: return bibmill::explain(line);
    case Command::config_show: return bibmill::config_show(line);
    case Command::orgs: return bibmill::orgs_command(line);
    case Command::people: return bibmill::people_command(line);
    case Command::none: return line.exit_code;
    case Command::check: return with(bibmill::check_command);
    case Command::pin: return with(bibmill::pin_command);
    case Command::render: return with(bibmill::render_command);
    default: return with(bibmill::index_command);
  }
}

}  // namespace

int main(int argc, char** argv) {
  occupy_standard_streams();
  // A closed pipe or socket is an error where it is written to, not the end of the process.
  std::signal(SIGPIPE, SIG_IGN);
  bibmill::CommandLine line;
  try {
    line = bibmill::parse_command_line(argc, argv);
    return bibmill::finish_stdout(run_command(line), line.run.log_format);
  } catch (const std::exception& error) {
    return bibmill::report_failure(error.what(), bibmill::kExitStorage, line.run.log_format);
  }
}
