// The `enrich` command: settings, run, summary, statistics, exit code.
#pragma once

#include "pipeline/commands/command_line.h"

namespace bibmill {

/// Returns the exit code (CONTRACTS §6). Prints to stderr, and to stdout the summary (not with `--out -`).
int enrich(const CommandLine& line);

/// The `config show` command.
int config_show(const CommandLine& line);

/// The exit code of a command that ended with `code`, once all it printed has left: when standard output took no more,
/// that is a failure of storage, told on stderr, unless a graver one was told already.
int finish_stdout(int code);

}  // namespace bibmill
