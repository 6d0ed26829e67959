// VenueTable: what is known about venues of computing: names, where DBLP keeps their tables of contents, whether their
// papers have DOIs. The rows come from config/venues.toml; this layer only looks up. Immutable, thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bibmill {

struct Venue {
  std::string name;                  ///< "EuroSys"
  std::vector<std::string> aliases;  ///< full names and other spellings
  std::string toc;       ///< DBLP page of one year's table of contents, "conf/eurosys/eurosys{year}", or of one volume,
                         ///< "journals/tods/tods{volume}"; empty = unknown
  bool has_dois = true;  ///< false: its papers have no DOI (USENIX, ICLR, …): that is a final answer
  std::optional<int> dois_from;      ///< with has_dois == false: the first year whose papers have them
  std::optional<int> toc_from{};     ///< the first year of `toc`; before it there are `old_toc`'s pages
  std::optional<int> toc_until{};    ///< the last year of `toc`: its papers are in a journal since
  std::string old_toc{};             ///< empty = unknown
  std::optional<int> volume_zero{};  ///< of a journal with a volume a year: the year before volume 1
};

class VenueTable {
 public:
  VenueTable() = default;
  explicit VenueTable(std::vector<Venue> venues);

  /// By name or alias, whatever the case, with or without a year, edition or "Proceedings of the": "EuroSys '26",
  /// "21st European Conference on Computer Systems". nullptr when unknown.
  const Venue* find(std::string_view text) const;

  const std::vector<Venue>& venues() const { return venues_; }

 private:
  std::vector<Venue> venues_;
  std::unordered_map<std::string, std::size_t> by_folded_name_;
};

/// "conf/eurosys/eurosys2026"; nullopt when it is not known whether the venue has a page for that year.
std::optional<std::string> toc_page(const Venue& venue, int year);

/// Whether papers of that year have DOIs.
bool has_dois(const Venue& venue, int year);

}  // namespace bibmill
