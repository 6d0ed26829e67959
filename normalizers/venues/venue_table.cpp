#include "normalizers/venues/venue_table.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

bool is_number(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// "21st", "3rd": the number of an edition.
bool is_edition(std::string_view word) {
  if (word.size() < 3) return false;
  const std::string_view ending = word.substr(word.size() - 2);
  return is_number(word.substr(0, word.size() - 2)) &&
         (ending == "st" || ending == "nd" || ending == "rd" || ending == "th");
}

bool says_nothing(std::string_view word) {
  constexpr std::array kFillers = {"proceedings", "proc", "of", "the", "annual", "on", "in"};
  return is_number(word) || is_edition(word) || std::ranges::find(kFillers, word) != kFillers.end();
}

std::string venue_key(std::string_view text) {
  std::string key;
  for (const std::string& word : fold_words(text)) {
    if (says_nothing(word)) continue;
    if (!key.empty()) key += ' ';
    key += word;
  }
  return key;
}

/// The pattern with `number` in the place of `mark`; nullopt where it has no such place.
std::optional<std::string> with_number(const std::string& pattern, std::string_view mark, int number) {
  const auto place = pattern.find(mark);
  if (place == std::string::npos) return std::nullopt;
  return pattern.substr(0, place) + std::to_string(number) + pattern.substr(place + mark.size());
}

}  // namespace

VenueTable::VenueTable(std::vector<Venue> venues) : venues_(std::move(venues)) {
  for (std::size_t i = 0; i < venues_.size(); ++i) {
    by_folded_name_.emplace(venue_key(venues_[i].name), i);
    for (const std::string& alias : venues_[i].aliases) by_folded_name_.emplace(venue_key(alias), i);
  }
}

const Venue* VenueTable::find(std::string_view text) const {
  std::string key = venue_key(text);
  if (key.empty()) return nullptr;
  auto found = by_folded_name_.find(key);
  if (found == by_folded_name_.end()) {
    // "eurosys26", "SOSP2023": the year is glued to the name.
    while (!key.empty() && std::isdigit(static_cast<unsigned char>(key.back())) != 0) key.pop_back();
    found = by_folded_name_.find(key);
  }
  return found == by_folded_name_.end() ? nullptr : &venues_[found->second];
}

std::optional<std::string> toc_page(const Venue& venue, int year) {
  if (venue.toc_until && year > *venue.toc_until) return std::nullopt;
  const bool is_old = venue.toc_from && year < *venue.toc_from;
  const std::string& pattern = is_old ? venue.old_toc : venue.toc;
  if (auto page = with_number(pattern, "{year}", year)) return page;
  if (!venue.volume_zero || year <= *venue.volume_zero) return std::nullopt;
  return with_number(pattern, "{volume}", year - *venue.volume_zero);
}

bool has_dois(const Venue& venue, int year) { return venue.has_dois || (venue.dois_from && year >= *venue.dois_from); }

}  // namespace bibmill
