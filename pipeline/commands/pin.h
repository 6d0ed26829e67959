// The `pin` command: fixes an identifier or a field of an entry, in the pin file beside its list.
#pragma once

#include "config/settings.h"
#include "normalizers/base/result.h"
#include "pipeline/commands/command_line.h"

namespace bibmill {

/// Prints the line that stands in the pin file now. Returns 0. Error input: the key, an assignment or the list is not
/// there; storage: the pin file cannot be written.
Result<int> pin_command(const CommandLine& line, const Settings& settings);

}  // namespace bibmill
