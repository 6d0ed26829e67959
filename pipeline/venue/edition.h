// Edition: one year of a venue, as `bibmill venue` names it. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/base/result.h"
#include "normalizers/venues/venue_table.h"

namespace bibmill {

struct Edition {
  std::string venue;  ///< "EuroSys"; the stream, "conf/foo", where the table does not know it
  int year = 0;       ///< 0: the name of the page does not say
  std::string page;   ///< of DBLP's table of contents, "conf/eurosys/eurosys2026"; empty where no page is known: its
                      ///< papers are searched for by the venue's name

  bool operator==(const Edition&) const = default;
};

struct YearRange {
  int first = 0;
  int last = 0;
};

/// "2026", or "2019..2026" (both included); nullopt for anything else, for years outside 1900 to 2099, and backwards.
std::optional<YearRange> parse_years(std::string_view text);

/// "EuroSys 2026", "EuroSys '26", a DBLP stream with year ("conf/eurosys/2026"), a page ("conf/eurosys/eurosys2026") or
/// its address (https://dblp.org/db/conf/eurosys/eurosys2026.html). With `years` the text needs none, and there is an
/// edition for each. An unknown name with a year is an edition without page. Error input: no year, with the nearest
/// names where the name is unknown too.
Result<std::vector<Edition>> parse_editions(std::string_view text, std::optional<YearRange> years,
                                            const VenueTable& venues);

/// "no venue is known as 'EuroSis'; the nearest names are EuroSys, …": what to tell where nobody knows it either.
std::string unknown_venue(std::string_view name, const VenueTable& venues);

}  // namespace bibmill
