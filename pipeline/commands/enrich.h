// The `enrich` command: settings, run, summary, statistics, metrics, exit code.
#pragma once

#include "pipeline/commands/command_line.h"

namespace bibmill {

/// Returns the exit code (CONTRACTS §6). Prints to stderr, and to stdout the summary (not with `--out -`).
int enrich(const CommandLine& line);

}  // namespace bibmill
