// Names of venues as sources and users write them: "EuroSys", "EUROSYS '26", "Proceedings of the 21st European
// Conference on Computer Systems". Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/venues/venue_table.h"

namespace bibmill {

/// One name, or one part of it between commas; numbers, years and ordinals dropped.
struct VenueName {
  std::vector<std::string> words;    ///< folded, in order
  std::vector<std::string> telling;  ///< words without those that all venues share
};

struct VenueNames {
  std::vector<VenueName> names;
  std::vector<const Venue*> known;  ///< rows of the venue table that they name
  bool journal = false;             ///< one reads like a journal's: "VLDB J.", "SIGMOD Record"
};

/// Adds what `text` names; `table` may be null. Names of preprint servers name no venue and are left out.
void add_venue(VenueNames& names, std::string_view text, const VenueTable* table);

/// "arXiv preprint arXiv:2505.11432", "CoRR", "bioRxiv".
bool is_preprint_server(std::string_view container);

/// The year an edition's name carries: "EUROSYS '26" → 2026, "AAAI 2010" → 2010.
std::optional<int> year_in_venue(std::string_view text);

/// Whether one of `a` can be one of `b`; false where either is empty.
bool names_agree(const VenueNames& a, const VenueNames& b);

/// The same for names that a source cut short or glued to other text: the telling words of one are among the other's.
bool names_overlap(const VenueNames& a, const VenueNames& b);

}  // namespace bibmill
