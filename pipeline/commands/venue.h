// The `venue` command: the main job over the papers of a venue.
#pragma once

#include "pipeline/commands/command_line.h"

namespace bibmill {

/// As enrich(), with the editions that the command line names. Tells an unknown venue on stderr with the nearest names,
/// and returns 2.
int venue_command(CommandLine line);

}  // namespace bibmill
