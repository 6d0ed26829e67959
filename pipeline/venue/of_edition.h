// Whether a record of a ranked search is a paper of one edition: Crossref is asked for a container's words and gives
// whatever shares them. Pure, thread-safe.
#pragma once

#include <string>

#include "normalizers/model/work.h"
#include "normalizers/venues/venue_table.h"

namespace bibmill {

/// Its container or its event bears one of the venue's names, no other year than this, and nothing that tells a side
/// event (workshops, companion volumes) that the venue's own names do not say, nor another venue of the table. A venue
/// without aliases is one that nobody knows: it goes by its name alone.
bool is_of_edition(const Work& work, const Venue& venue, int year, const VenueTable& venues);

/// The words by which a container of the venue is searched for: its longest name, with its short one.
std::string container_words(const Venue& venue);

}  // namespace bibmill
