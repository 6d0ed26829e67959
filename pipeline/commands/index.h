// The `index` commands: build, list, verify and remove local indexes. Exit codes: CONTRACTS §6.
#pragma once

#include "config/settings.h"
#include "normalizers/base/result.h"
#include "pipeline/commands/command_line.h"

namespace bibmill {

/// Returns the exit code. Prints to stdout, and progress to stderr. Error input: the dump cannot be used; storage: the
/// index cannot be written or read.
Result<int> index_command(const CommandLine& line, const Settings& settings);

}  // namespace bibmill
