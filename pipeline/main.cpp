// The program: its command line, and nothing else.
#include <csignal>
#include <exception>
#include <iostream>

#include "pipeline/commands/command_line.h"
#include "pipeline/commands/enrich.h"
#include "pipeline/commands/index.h"
#include "pipeline/commands/orgs.h"

int main(int argc, char** argv) {
  // A closed pipe or socket is an error where it is written to, not the end of the process.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    const bibmill::CommandLine line = bibmill::parse_command_line(argc, argv);
    switch (line.command) {
      case bibmill::CommandLine::Command::enrich: return bibmill::enrich(line);
      case bibmill::CommandLine::Command::config_show: return bibmill::config_show(line);
      case bibmill::CommandLine::Command::none: return line.exit_code;
      case bibmill::CommandLine::Command::orgs: return bibmill::orgs_command(line);
      default:
        return bibmill::with_settings(
            line, [&](const bibmill::Settings& settings) { return bibmill::index_command(line, settings); });
    }
  } catch (const std::exception& error) {
    std::cerr << "bibmill: " << error.what() << '\n';
  }
  return 3;
}
