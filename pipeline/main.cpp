// The program: its command line, and nothing else.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <iostream>

#include "pipeline/commands/check.h"
#include "pipeline/commands/command_line.h"
#include "pipeline/commands/enrich.h"
#include "pipeline/commands/explain.h"
#include "pipeline/commands/index.h"
#include "pipeline/commands/orgs.h"
#include "pipeline/commands/people.h"
#include "pipeline/commands/pin.h"
#include "pipeline/commands/venue.h"

namespace {

/// A file of ours that is opened where stdin, stdout or stderr was closed would get what is printed there. Opened the
/// wrong way round, so that using them still fails.
void occupy_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) < 0)
      static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

}  // namespace

int main(int argc, char** argv) {
  occupy_standard_streams();
  // A closed pipe or socket is an error where it is written to, not the end of the process.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    const bibmill::CommandLine line = bibmill::parse_command_line(argc, argv);
    switch (line.command) {
      case bibmill::CommandLine::Command::enrich: return bibmill::finish_stdout(bibmill::enrich(line));
      case bibmill::CommandLine::Command::venue: return bibmill::finish_stdout(bibmill::venue_command(line));
      case bibmill::CommandLine::Command::explain: return bibmill::finish_stdout(bibmill::explain(line));
      case bibmill::CommandLine::Command::config_show: return bibmill::finish_stdout(bibmill::config_show(line));
      case bibmill::CommandLine::Command::orgs: return bibmill::finish_stdout(bibmill::orgs_command(line));
      case bibmill::CommandLine::Command::people: return bibmill::finish_stdout(bibmill::people_command(line));
      case bibmill::CommandLine::Command::none: return bibmill::finish_stdout(line.exit_code);
      case bibmill::CommandLine::Command::check:
        return bibmill::finish_stdout(bibmill::with_settings(
            line, [&](const bibmill::Settings& settings) { return bibmill::check_command(line, settings); }));
      case bibmill::CommandLine::Command::pin:
        return bibmill::finish_stdout(bibmill::with_settings(
            line, [&](const bibmill::Settings& settings) { return bibmill::pin_command(line, settings); }));
      case bibmill::CommandLine::Command::render:
        return bibmill::finish_stdout(bibmill::with_settings(
            line, [&](const bibmill::Settings& settings) { return bibmill::render_command(line, settings); }));
      default:
        return bibmill::finish_stdout(bibmill::with_settings(
            line, [&](const bibmill::Settings& settings) { return bibmill::index_command(line, settings); }));
    }
  } catch (const std::exception& error) {
    std::cerr << "bibmill: " << error.what() << '\n';
  }
  return 3;
}
