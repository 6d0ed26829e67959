#include "pipeline/resolve/toc_choice.h"

#include <algorithm>
#include <map>
#include <variant>

namespace bibmill {
namespace {

bool needs_table(const Entry& entry) {
  const bool is_known = std::ranges::any_of(entry.identifiers, [](const Identifier& claim) {
    return std::holds_alternative<Doi>(claim) || std::holds_alternative<DblpKey>(claim);
  });
  return entry.work.title.has_value() && !is_known;
}

}  // namespace

const Venue* venue_of(const Entry& entry, const VenueTable& venues) {
  return venues.find(entry.venue ? *entry.venue : entry.work.container_title.value_or(""));
}

int venue_year(const Entry& entry) { return entry.year.value_or(entry.work.issued ? entry.work.issued->year : 0); }

std::optional<std::string> toc_of(const Entry& entry, const VenueTable& venues) {
  const Venue* venue = venue_of(entry, venues);
  const int year = venue_year(entry);
  if (!venue || year == 0) return std::nullopt;
  return toc_page(*venue, year);
}

std::set<std::string> tocs_worth_asking(std::span<const Entry> entries, std::span<const Page> pages,
                                        const VenueTable& venues, std::size_t least) {
  std::set<std::string> worth;
  for (const Page& page : pages) {
    const Venue* venue = page.venue && page.year ? venues.find(*page.venue) : nullptr;
    const auto toc = venue ? toc_page(*venue, *page.year) : std::nullopt;
    if (toc) worth.insert(*toc);
  }
  std::map<std::string, std::size_t> wanted_by;
  for (const Entry& entry : entries) {
    if (!needs_table(entry)) continue;
    const std::optional<std::string> toc = toc_of(entry, venues);
    if (toc && ++wanted_by[*toc] == least) worth.insert(*toc);
  }
  return worth;
}

}  // namespace bibmill
