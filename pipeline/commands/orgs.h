// The `orgs` command: what a run made of its affiliations, from the organisations.jsonl that it wrote.
#pragma once

#include "pipeline/commands/command_line.h"

namespace bibmill {

/// Prints to stdout, mistakes to stderr; returns the exit code (CONTRACTS §6).
int orgs_command(const CommandLine& line);

}  // namespace bibmill
