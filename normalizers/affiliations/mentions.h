// Mentions: the organisations that a printed affiliation names, word run by word run. Pure, thread-safe.
//
// A run of words is a mention where it is a name of an organisation, abbreviations and fillers aside; longer runs win.
// What stands around it must not make another name of it ("Peking University Third Hospital", "Jinan University" in
// "North Jinan University"), the countries of the text must not contradict it, and names that many use ("Institute of
// Physics") need their city or parent beside them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "normalizers/affiliations/affiliation_words.h"
#include "normalizers/affiliations/organisation_directory.h"

namespace bibmill {

using Directories = std::span<const OrganisationDirectory* const>;

/// An organisation that a run of words may mean.
struct Sighting {
  OrganisationView organisation;
  const directory::NameEntry* name = nullptr;
  std::string_view name_text;
  bool country_agrees = false;  ///< the text names its country
  bool city_agrees = false;     ///< the text names its city, outside the name
  bool exact = false;           ///< the name as written, but for case and accents
  std::size_t directory = 0;    ///< position of its directory: earlier ones are preferred
};

struct Mention {
  std::size_t begin = 0;  ///< words
  std::size_t end = 0;
  std::uint32_t group = 0;
  std::vector<Sighting> sightings;  ///< best first; those after the first are as good where `tied`
  bool tied = false;
  bool generic = false;  ///< a name that many organisations could have
};

/// In the order of the text, without overlaps.
std::vector<Mention> find_mentions(const AffiliationWords& words, Directories directories);

/// All organisations that have the words [begin, end) as a name; one for each id, the best sighting of it. Those in a
/// country that the text contradicts are left out, those in another than their name holds where one lies in it.
std::vector<Sighting> sightings_of(const AffiliationWords& words, std::size_t begin, std::size_t end,
                                   Directories directories);

/// Puts the best first; whether the second is as good.
bool rank_sightings(std::vector<Sighting>& sightings);

}  // namespace bibmill
