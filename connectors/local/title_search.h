// Similar titles: which records have nearly this title. Candidates only: the matcher decides. Pure over an open
// LookupTable, thread-safe.
//
// A record is a candidate where it has the same title (blanks and hyphens aside); where one title is the other without
// subtitle or system name; or where it shares enough of the title's words, weighted by rarity (inverse document
// frequency). A word that no title has is read as its near words. Records that share little are never looked at: a
// record that shares a given part of the weight has one of the rarest words, those that together weigh more than the
// rest may (prefix filtering: Bayardo, Ma, Srikant, "Scaling up all pairs similarity search", WWW 2007).
#pragma once

#include <string_view>
#include <vector>

#include "connectors/local/lookup_table.h"

namespace bibmill {

struct TitleCandidate {
  RecordNumber record = 0;
  double score = 0;  ///< above 1: the same or a shortened title; else the share of the title's weight
};

/// At most `most`, best first, then in the order of the index. `family` (may be empty) is an author's family name; it
/// decides among records of one title.
std::vector<TitleCandidate> search_title(const LookupTable& table, std::size_t records, std::string_view title,
                                         std::string_view family, std::size_t most);

}  // namespace bibmill
