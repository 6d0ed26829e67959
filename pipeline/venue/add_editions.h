// Where the papers of an edition come from: DBLP's table of contents; where DBLP cannot be asked or has none,
// Crossref's papers of that container and year. Used on the io thread.
#pragma once

#include <span>
#include <vector>

#include "connectors/async/event_loop.h"
#include "normalizers/base/result.h"
#include "normalizers/model/entry.h"
#include "normalizers/venues/venue_table.h"
#include "pipeline/report/run_report.h"
#include "pipeline/resolve/source_set.h"
#include "pipeline/venue/edition.h"

namespace bibmill {

/// What editions are looked up with.
struct EditionLookup {
  EventLoop& loop;
  const SourceSet& sources;
  const VenueTable& venues;
};

/// Asks for the editions and appends their papers to `entries`, to the report a Page for each edition; of several,
/// those that nobody has are left out with a note. Error input: nobody has any, with the nearest names where the venue
/// is unknown, or no source that could is switched on; transport: one could not be asked.
Result<void> add_editions(const EditionLookup& lookup, std::span<const Edition> editions, std::vector<Entry>& entries,
                          RunReport& report);

}  // namespace bibmill
