// The `check` and `render` commands: what a CI job needs of outputs that were made before. No network, no state.
#pragma once

#include "config/settings.h"
#include "normalizers/base/result.h"
#include "pipeline/commands/command_line.h"

namespace bibmill {

/// Prints the findings to stdout. Returns 0 (nothing that fails the check) or 1. Error input: a list, or the outputs,
/// cannot be read.
Result<int> check_command(const CommandLine& line, const Settings& settings);

/// Writes references.bib of the folder again from its enriched.jsonl. Returns 0. Error input: enriched.jsonl cannot be
/// read, or holds a line that is no record; storage: references.bib cannot be written.
Result<int> render_command(const CommandLine& line, const Settings& settings);

}  // namespace bibmill
