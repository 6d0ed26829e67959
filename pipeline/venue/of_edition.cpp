#include "pipeline/venue/of_edition.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "normalizers/text/fold.h"
#include "pipeline/match/venue.h"

namespace bibmill {
namespace {

using Words = std::vector<std::string>;

bool holds(const Words& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

/// What stands beside the main proceedings under nearly the same name.
constexpr std::array<std::string_view, 12> kSideEvents = {"workshop", "workshops", "companion",      "adjunct",
                                                          "extended", "doctoral",  "tutorial",       "tutorials",
                                                          "poster",   "posters",   "demonstrations", "findings"};

VenueNames names_in(std::string text) {
  VenueNames names;
  add_venue(names, text, nullptr);
  // "Computer Vision – ECCV 2022"; add_venue knows the other marks between parts.
  for (const std::string_view dash : {" – ", " — ", " - "}) {
    for (std::size_t at = text.find(dash); at != std::string::npos; at = text.find(dash))
      text.replace(at, dash.size(), ", ");
  }
  add_venue(names, text, nullptr);
  return names;
}

/// The telling words without the organiser's group ("SIGSAC") and without the short name that stands before the full
/// one.
Words core(const Words& telling, const Words& short_name) {
  Words rest;
  std::ranges::copy_if(telling, std::back_inserter(rest), [&](const std::string& word) {
    const bool is_group = word.starts_with("sig") && word.size() > 4;
    return !is_group && !holds(short_name, word);
  });
  return rest;
}

VenueNames names_of(const Venue& venue) {
  VenueNames names;
  add_venue(names, venue.name, nullptr);
  for (const std::string& alias : venue.aliases) add_venue(names, alias, nullptr);
  return names;
}

bool bears_name_of(const VenueNames& given, const VenueNames& known, const Words& short_name) {
  return std::ranges::any_of(given.names, [&](const VenueName& one) {
    const Words rest = core(one.telling, short_name);
    return std::ranges::any_of(known.names, [&](const VenueName& name) {
      return one.telling == name.telling || (rest.size() > 1 && rest == name.telling);
    });
  });
}

bool is_side_event(const VenueNames& given, const VenueNames& known) {
  const auto says = [](const VenueNames& names, std::string_view word) {
    return std::ranges::any_of(names.names, [&](const VenueName& name) { return holds(name.words, word); });
  };
  return std::ranges::any_of(kSideEvents,
                             [&](std::string_view word) { return says(given, word) && !says(known, word); });
}

/// "Computer Vision – ECCV 2022" is no volume of the International Conference on Computer Vision.
bool names_another(const VenueNames& given, const Venue& venue, const VenueTable& venues) {
  return std::ranges::any_of(given.names, [&](const VenueName& name) {
    const Venue* other = venues.find(fmt::format("{}", fmt::join(name.words, " ")));
    return other != nullptr && other->name != venue.name;
  });
}

/// Journals ("Machine Learning") are called what conferences are about; some proceedings are deposited as journals.
bool may_be_journal_article(const VenueNames& given, const Venue& venue) {
  static constexpr std::array<std::string_view, 5> kMeetings = {"proceedings", "proc", "conference", "symposium",
                                                                "meeting"};
  if (venue.toc.starts_with("journals/")) return true;
  return std::ranges::any_of(given.names, [](const VenueName& name) {
    return std::ranges::any_of(kMeetings, [&](std::string_view word) { return holds(name.words, word); });
  });
}

}  // namespace

bool is_of_edition(const Work& work, const Venue& venue, int year, const VenueTable& venues) {
  const VenueNames known = names_of(venue);
  const Words short_name = fold_words(venue.name);
  bool bears_name = false;
  for (const auto& text : {work.container_title, work.container_title_short, work.event}) {
    if (!text) continue;
    const std::optional<int> named = year_in_venue(*text);
    if (named && *named != year) return false;
    const VenueNames given = names_in(*text);
    // Of an unknown venue it is not known whether it is a workshop itself.
    if (!venue.aliases.empty() && is_side_event(given, known)) return false;
    if (names_another(given, venue, venues)) return false;
    if (work.type == WorkType::article_journal && !may_be_journal_article(given, venue)) continue;
    bears_name = bears_name || bears_name_of(given, known, short_name);
  }
  return bears_name;
}

std::string container_words(const Venue& venue) {
  std::string longest = venue.name;
  std::size_t most = fold_words(longest).size();
  for (const std::string& alias : venue.aliases) {
    const std::size_t words = fold_words(alias).size();
    if (words <= most) continue;
    most = words;
    longest = alias;
  }
  return longest == venue.name ? longest : longest + " " + venue.name;
}

}  // namespace bibmill
