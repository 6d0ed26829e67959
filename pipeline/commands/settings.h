// The settings of a command: of files, environment and flags, with --sources applied.
#pragma once

#include <functional>

#include "config/load.h"
#include "normalizers/base/result.h"
#include "pipeline/commands/command_line.h"

namespace bibmill {

/// Throws ConfigError with the mistakes of files, environment and flags together.
LoadedSettings settings_for(const CommandLine& line);

/// Runs a command that needs nothing but the settings. Tells what is wrong with them, and why the command failed;
/// returns the exit code.
int with_settings(const CommandLine& line, const std::function<Result<int>(const Settings&)>& command);

/// The `config show` command.
int config_show(const CommandLine& line);

}  // namespace bibmill
