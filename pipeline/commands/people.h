// The `people` command: who a run took for one person, from the people.jsonl that it wrote.
#pragma once

#include "pipeline/commands/command_line.h"

namespace bibmill {

/// Prints to stdout, mistakes to stderr; returns the exit code (CONTRACTS §6).
int people_command(const CommandLine& line);

}  // namespace bibmill
