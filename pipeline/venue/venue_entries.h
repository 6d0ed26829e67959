// The entries of a venue's edition: what a reader gives for a list, from a table of contents. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "normalizers/model/entry.h"
#include "normalizers/model/source_record.h"
#include "pipeline/venue/edition.h"

namespace bibmill {

struct VenueEntries {
  std::vector<Entry> entries;
  std::size_t left_out = 0;  ///< volumes, front matter
};

/// How an entry is led back to its record.
enum class LedBack : std::uint8_t {
  by_table,       ///< the table is one of the answers: what it says is compared with what is found
  by_identifier,  ///< nothing but the record's DOI or key of DBLP's leads to it without a search for each title
};

/// The papers among the records of a table of contents, in its order: title, people, venue and year of each, at
/// "conf/eurosys/eurosys2026:3".
VenueEntries entries_of_table(std::span<const SourceRecord> table, const Edition& edition,
                              LedBack led = LedBack::by_table);

/// "EuroSys 2026"; without the year where it is not known.
std::string title_of(const Edition& edition);

}  // namespace bibmill
