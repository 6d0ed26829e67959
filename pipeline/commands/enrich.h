// The `enrich` command: settings, run, summary, statistics, exit code.
#pragma once

#include <functional>

#include "config/settings.h"
#include "normalizers/base/result.h"
#include "pipeline/commands/command_line.h"

namespace bibmill {

/// Returns the exit code (CONTRACTS §6). Prints to stderr, and to stdout the summary (not with `--out -`).
int enrich(const CommandLine& line);

/// Runs a command that needs nothing but the settings. Tells what is wrong with them, and why the command failed;
/// returns the exit code.
int with_settings(const CommandLine& line, const std::function<Result<int>(const Settings&)>& command);

/// The `config show` command.
int config_show(const CommandLine& line);

}  // namespace bibmill
