// The resolve phase: the Records of entries that are not due come from the state, the others are resolved.
#pragma once

#include <span>
#include <vector>

#include "config/settings.h"
#include "connectors/source_stack.h"
#include "normalizers/venues/venue_table.h"
#include "pipeline/resolve/resolver.h"
#include "pipeline/run.h"
#include "pipeline/state/ledger.h"
#include "pipeline/write/record_stream.h"

namespace bibmill {

struct ResolvePhase {
  const RunRequest& request;
  const Settings& settings;
  std::span<const Entry> entries;
  const VenueTable& venues;
  const ResolvePolicy& policy;
  SourceStack& stack;
  Ledger& ledger;
  RecordStream& stream;
};

struct Resolved {
  std::vector<Record> records;  ///< in input order; empty where they went to the stream
  Resolver::Tally tally;        ///< of the entries that were asked about
  std::size_t not_due = 0;
  std::size_t not_stored = 0;        ///< of those that were computed again, how many lack an answer in the cache
  std::vector<std::size_t> unasked;  ///< entries about which a source could not be asked in this run, ascending
};

/// Error storage: the state cannot be read. Throws Interrupted when a signal ends the run.
Result<Resolved> resolve_due(const ResolvePhase& phase);

}  // namespace bibmill
