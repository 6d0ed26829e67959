// Which tables of contents a run asks for. A table is a request of its own, and titles share theirs: a bibliography of
// a hundred venues, one paper each, shall not cost a hundred requests. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>

#include "normalizers/model/entry.h"
#include "normalizers/venues/venue_table.h"

namespace bibmill {

/// The row of the venue that an entry names; nullptr: none, or an unknown one.
const Venue* venue_of(const Entry& entry, const VenueTable& venues);

/// The year an entry names, of its venue or of its date; 0: none.
int venue_year(const Entry& entry);

/// DBLP's page of the venue and year that an entry names.
std::optional<std::string> toc_of(const Entry& entry, const VenueTable& venues);

/// The pages that are worth a request: of the venue that a whole list is about, and those that `least` entries need. An
/// entry with a DOI or a key of DBLP's needs none; a preprint's paper may stand in one.
std::set<std::string> tocs_worth_asking(std::span<const Entry> entries, std::span<const Page> pages,
                                        const VenueTable& venues, std::size_t least);

}  // namespace bibmill
