// The entries of a venue's editions: what a reader gives for a list, from tables of contents.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "connectors/async/event_loop.h"
#include "connectors/source.h"
#include "normalizers/base/result.h"
#include "normalizers/model/entry.h"
#include "pipeline/report/run_report.h"
#include "pipeline/venue/edition.h"

namespace bibmill {

struct VenueEntries {
  std::vector<Entry> entries;
  std::size_t left_out = 0;  ///< volumes, front matter
};

/// The papers among the records of a table of contents, in its order: title, people, venue and year of each, at
/// "conf/eurosys/eurosys2026:3". No identifiers: what is found is compared with what the table says, and the table is
/// one of the answers. Pure.
VenueEntries entries_of_table(std::span<const SourceRecord> table, const Edition& edition);

/// Asks for each table, the ways in order until one has it. Error input: nobody has a page; transport: nobody could be
/// asked about it.
Result<std::vector<VenueEntries>> ask_for_tables(EventLoop& loop, const std::vector<Source*>& ways,
                                                 std::span<const Edition> editions);

/// Asks for the editions and appends their papers to `entries`, a Page for each edition to the report.
Result<void> add_editions(EventLoop& loop, const std::vector<Source*>& ways, std::span<const Edition> editions,
                          std::vector<Entry>& entries, RunReport& report);

}  // namespace bibmill
