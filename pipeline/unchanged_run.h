// A run in which nothing is due and nothing changed: its outputs are there already, so that no Record need be read
// (CONTRACTS §3).
#pragma once

#include <optional>
#include <span>

#include "config/settings.h"
#include "pipeline/run.h"
#include "pipeline/state/ledger.h"

namespace bibmill {

/// The report of the run that wrote the present outputs, where this one would write the same bytes: all entries stand,
/// Records, places, settings and program are those of then, and nobody touched the files since. `begun` has what was
/// read. Of the Records only those that need a person's eye are there. nullopt: the run goes on.
std::optional<RunOutcome> unchanged_outcome(const RunRequest& request, const Settings& settings,
                                            const RunOutcome& begun, Ledger& ledger, std::span<const Entry> entries);

/// Remembers from what the outputs were written. The ledger is closed. Error storage.
Result<void> mark_outputs(const RunRequest& request, const Settings& settings, const RunReport& report, Ledger& ledger,
                          std::span<const Record> records);

}  // namespace bibmill
