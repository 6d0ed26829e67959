// The `explain` command: why the records of an output folder are what they are. Reads the folder only; no network.
#pragma once

#include "pipeline/commands/command_line.h"

namespace bibmill {

/// Prints the explanation of each key to stdout, in the order asked. A key that is not there is told on stderr with the
/// nearest ones. Returns 0, or 2 when a key is not there or the folder cannot be read.
int explain(const CommandLine& line);

}  // namespace bibmill
