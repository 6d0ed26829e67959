// Titles into which a careless source wrote people, venue and year: "realm-based spatial data types r güting, m
// schneider vldb j. 1995". Told by the title alone: a list of names with initials, words that begin a venue's name.
// Guesses, so only the model's signals use them. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "normalizers/venues/venue_table.h"

namespace bibmill {

struct MixedTitle {
  std::string title;                ///< what is left of it
  std::vector<std::string> people;  ///< as printed; empty = none found
  std::string venue;                ///< what follows, with its year; empty = none found

  bool is_mixed() const { return !people.empty() || !venue.empty(); }
};

/// What the source gives in fields of its own is not looked for. `table` may be null.
struct Sought {
  bool people = true;
  bool venue = true;
  const VenueTable* table = nullptr;
};
MixedTitle take_apart(std::string_view title, const Sought& sought);

}  // namespace bibmill
