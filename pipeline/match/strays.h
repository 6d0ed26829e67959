// Strays: people, venue and year that a careless source wrote into the title ("c. pu. a practical … vldb 1995"). What
// stands there is told by the other side: a word of a title that the other title lacks and that names one of the other
// side's people is a name. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/match/subject.h"

namespace bibmill {

/// The first title of a subject without its strays.
struct BareTitle {
  std::vector<std::string_view> words;  ///< in order; views into the subject's title
  std::string squeezed;                 ///< joined without blanks
  std::vector<std::size_t> people;      ///< indices of the other side's people that are named in the title, ascending
  std::optional<int> year;              ///< set where the subject gives no year of its own
  bool venue = false;                   ///< words of the other side's venue stood there
};

/// Both subjects have a title.
BareTitle without_strays(const Subject& self, const Subject& other);

}  // namespace bibmill
