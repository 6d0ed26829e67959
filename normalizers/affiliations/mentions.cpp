#include "normalizers/affiliations/mentions.h"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>

#include "normalizers/affiliations/countries.h"
#include "normalizers/affiliations/word_hash.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

constexpr std::size_t kLongestName = 14;  // words that are no fillers; ROR's longest names are whole sentences
// Sum of the words' rarity (log of names / names with the word). "Institute of Physics" weighs 9, "University of Oslo"
// 12 in a dump of 150,000 names: below, a name does not tell by itself which organisation is meant.
constexpr float kGenericWeight = 11.0F;
// What words before it could turn into another name ("Institute of …", "National …").
constexpr float kTellingWeight = 16.0F;
// A single word inside a longer part: a name that hardly anybody else uses.
constexpr float kRareWeight = 9.0F;

bool in_list(std::string_view list, std::string_view text) {
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find('|', begin), list.size());
    if (list.substr(begin, end - begin) == text) return true;
    begin = end + 1;
  }
  return false;
}

template <class Predicate>
bool any_of_list(std::string_view list, const Predicate& predicate) {
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find('|', begin), list.size());
    if (predicate(list.substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

/// "Vrije Universiteit Amsterdam" does not prove its city; "…, Amsterdam" does. So the name's own words are skipped.
bool names_city(const AffiliationWords& words, std::size_t begin, std::size_t end, std::string_view cities) {
  return any_of_list(cities, [&](std::string_view city) {
    if (words.folded.find(" " + std::string(city) + " ") == std::string::npos) return false;
    const std::string_view first = city.substr(0, city.find(' '));
    for (std::size_t i = 0; i < words.words.size(); ++i) {
      if ((i < begin || i >= end) && words.words[i].folded == first) return true;
    }
    return false;
  });
}

/// "The Chinese University of Hong Kong, Shenzhen" does not lie in Hong Kong: a country in a name is part of the name.
bool names_country_outside(const AffiliationWords& words, std::size_t begin, std::size_t end) {
  for (std::size_t i = 0; i < words.words.size(); ++i) {
    if ((i < begin || i >= end) && words.words[i].country) return true;
  }
  return false;
}

bool is_as_printed(const AffiliationWords& words, std::size_t begin, std::size_t end, std::string_view acronym) {
  std::string printed;
  std::string_view last;
  for (std::size_t i = begin; i < end; ++i) {
    // One printed word may fold to several ("TU/e", "A*STAR").
    if (words.words[i].printed == last) continue;
    if (!printed.empty()) printed += ' ';
    printed += words.words[i].printed;
    last = words.words[i].printed;
  }
  if (printed == acronym) return true;
  std::erase(printed, '.');
  return printed == acronym;
}

OrganisationNameKind kind_of(const Sighting& sighting) {
  return static_cast<OrganisationNameKind>(sighting.name->kind);
}

auto rank_of(const Sighting& sighting) {
  const OrganisationNameKind given = kind_of(sighting);
  const int kind = given == OrganisationNameKind::label ? 0 : given == OrganisationNameKind::alias ? 1 : 2;
  return std::tuple(!sighting.city_agrees, !sighting.country_agrees, !sighting.organisation.preferred, !sighting.exact,
                    kind);
}

bool is_part_of(const Sighting& unit, const Sighting& whole) {
  return in_list(unit.organisation.parents, whole.organisation.id);
}

/// Words that make another name of what follows them.
bool qualifies(std::string_view folded) {
  constexpr std::array kQualifiers = std::to_array<std::string_view>(
      {"national",     "northern",  "southern",   "eastern",   "western",      "central",      "north",
       "south",        "east",      "west",       "new",       "royal",        "inner",        "upper",
       "lower",        "federal",   "autonomous", "catholic",  "technical",    "medical",      "metropolitan",
       "northeast",    "northwest", "southeast",  "southwest", "northeastern", "northwestern", "southeastern",
       "southwestern", "state",     "pontifical", "islamic",   "christian",    "agricultural", "first",
       "second",       "third",     "fourth",     "fifth"});
  return std::ranges::find(kQualifiers, folded) != kQualifiers.end();
}

class Finder {
 public:
  Finder(const AffiliationWords& words, Directories directories)
      : words_(words), directories_(directories), taken_(words.words.size(), false) {}

  std::vector<Mention> find() && {
    collect_runs();
    // Longer names first; of equals the one further left.
    std::ranges::sort(runs_, [](const Run& a, const Run& b) {
      return std::tuple(b.weight, a.begin, a.end) < std::tuple(a.weight, b.begin, b.end);
    });
    for (const Run& run : runs_) take(run);
    std::ranges::sort(mentions_, {}, &Mention::begin);
    settle_generic();
    return std::move(mentions_);
  }

 private:
  struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t weight = 0;  ///< words that are no fillers
  };

  void collect_runs() {
    const auto& words = words_.words;
    for (std::size_t begin = 0; begin < words.size(); ++begin) {
      if (words[begin].filler) continue;
      std::uint64_t key = kEmptySequence;
      std::size_t weight = 0;
      for (std::size_t at = begin; at < words.size() && weight < kLongestName; ++at) {
        if (words[at].group != words[begin].group) break;
        if (words[at].filler) continue;
        key = add_word(key, words[at].stem);
        ++weight;
        const bool known = std::ranges::any_of(
            directories_, [&](const OrganisationDirectory* directory) { return !directory->names(key).empty(); });
        if (known) runs_.push_back({begin, at + 1, weight});
      }
    }
  }

  void take(const Run& run) {
    for (std::size_t i = run.begin; i < run.end; ++i) {
      if (taken_[i]) return;
    }
    if (is_unit_of_shorter(run)) return;
    std::vector<Sighting> sightings = sightings_of(words_, run.begin, run.end, directories_);
    std::erase_if(sightings, [&](const Sighting& sighting) { return !is_plausible(run, sighting); });
    if (sightings.empty()) return;
    Mention mention;
    mention.begin = run.begin;
    mention.end = run.end;
    mention.group = words_.words[run.begin].group;
    mention.tied = rank_sightings(sightings);
    mention.generic =
        sightings.front().name->weight < kGenericWeight && run.weight > 1 && !sightings.front().organisation.preferred;
    mention.sightings = std::move(sightings);
    for (std::size_t i = run.begin; i < run.end; ++i) taken_[i] = true;
    mentions_.push_back(std::move(mention));
  }

  /// "The University of …" starts its part.
  bool starts_part(std::size_t i) const {
    while (i > 0 && words_.words[i - 1].part == words_.words[i].part) {
      if (!words_.words[--i].filler) return false;
    }
    return true;
  }
  bool ends_part(std::size_t end) const {
    return end == words_.words.size() || words_.words[end].part != words_.words[end - 1].part;
  }

  bool is_plausible(const Run& run, const Sighting& sighting) const {
    if (!is_bounded(run) || !stands_free(run, sighting)) return false;
    const bool whole_part = starts_part(run.begin) && ends_part(run.end);
    const bool placed = sighting.country_agrees || sighting.city_agrees;
    if (kind_of(sighting) == OrganisationNameKind::acronym) {
      return placed && whole_part && is_as_printed(words_, run.begin, run.end, sighting.name_text) &&
             sighting.name_text.size() >= 3;
    }
    if (kind_of(sighting) == OrganisationNameKind::inverted && !sighting.city_agrees) return false;
    if (run.weight > 1) {
      // "Saitama Prefectural Institute of Public Health" is not any Institute of Public Health.
      const AffiliationWord& first = words_.words[run.begin];
      const bool open = first.kind == PartKind::organisation || qualifies(first.folded);
      return starts_part(run.begin) || !open || holds_university(run) || sighting.name->weight >= kTellingWeight;
    }
    const AffiliationWord& word = words_.words[run.begin];
    if (word.kind != PartKind::none || !placed || word.folded.size() < 3) return false;
    const bool place =
        any_of_list(sighting.organisation.cities, [&](std::string_view city) { return city == word.folded; });
    // "Berkeley, CA, USA" is where somebody is.
    if (place || !country_codes(word.folded).empty()) return false;
    return sighting.name->weight >= kRareWeight && starts_part(run.begin);
  }

  bool holds_university(const Run& run) const {
    for (std::size_t i = run.begin; i < run.end; ++i) {
      if (words_.words[i].stem == word_hash("university")) return true;
    }
    return false;
  }

  /// Whether the run can begin where it does: "Yale University, New Haven" does not name the University of New Haven,
  /// nor "Columbia University New York" New York University, nor "Banner Sun Health Research" a Health Research.
  bool is_bounded(const Run& run) const {
    const auto& words = words_.words;
    const bool starts = starts_part(run.begin);
    const bool crosses = words[run.begin].part != words[run.end - 1].part;
    if (crosses && !ends_part(run.end)) return false;
    if (starts) return true;
    const bool bound = words[run.begin].kind == PartKind::organisation && words[run.begin].folded == "university";
    const bool of = run.begin + 1 < words.size() && words[run.begin + 1].filler;
    if (bound && !of) return false;
    if (crosses) return of && words[run.begin].kind == PartKind::organisation;
    for (std::size_t i = run.begin; i < run.end; ++i) {
      if (words[i].kind == PartKind::organisation) return true;
    }
    return false;
  }

  /// "Indiana University School of Medicine": a school or department is reported as the institution whose name it
  /// bears.
  bool is_unit_of_shorter(const Run& run) const {
    const auto& words = words_.words;
    std::size_t unit = run.begin;
    while (unit < run.end && words[unit].kind != PartKind::unit) ++unit;
    if (unit == run.end || unit == run.begin) return false;
    return std::ranges::any_of(runs_, [&](const Run& other) {
      if (other.begin != run.begin || other.end > unit || other.weight < 2) return false;
      for (std::size_t i = other.begin; i < other.end; ++i) {
        if (words[i].stem == word_hash("university")) return true;
      }
      return false;
    });
  }

  /// What stands right before and behind the run in its part does not make another name of it.
  bool stands_free(const Run& run, const Sighting& sighting) const {
    if (!starts_part(run.begin)) {
      const AffiliationWord& before = words_.words[run.begin - 1];
      if (qualifies(before.folded)) return false;
      // "Third Hospital of Peking University" is the hospital.
      for (std::size_t i = run.begin; i-- > 0 && words_.words[i].part == words_.words[run.begin].part;) {
        if (taken_[i]) break;
        if (makes_another(stem_of(words_.words[i].folded))) return false;
      }
    }
    if (ends_part(run.end)) return true;
    const AffiliationWord& after = words_.words[run.end];
    if (after.kind == PartKind::unit || after.kind == PartKind::address) return true;
    const std::string_view stem = stem_of(after.folded);
    if (makes_another(stem)) return false;
    // "Beijing University of Technology" is not Beijing University.
    if (after.filler) return after.folded == "and" || after.folded == "et" || after.folded == "und";
    return after.kind == PartKind::organisation || is_place(run.end, sighting) ||
           std::ranges::any_of(after.folded, is_ascii_digit) || taken_[run.end] || is_acronym_in_brackets(run.end);
  }

  bool is_place(std::size_t i, const Sighting& sighting) const {
    const AffiliationWord& word = words_.words[i];
    if (country_of_postal_code(word.printed) != "") return true;
    std::vector<std::string> rest;
    for (std::size_t k = i; k < words_.words.size() && words_.words[k].part == word.part; ++k)
      rest.push_back(words_.words[k].folded);
    // "Hachioji Japan": a city of one or two words before its country.
    for (std::size_t k = 0; k < rest.size() && k <= 2; ++k) {
      if (country_at(std::span(rest).subspan(k)).words + k == rest.size()) return true;
    }
    return any_of_list(sighting.organisation.cities,
                       [&](std::string_view city) { return city.substr(0, city.find(' ')) == word.folded; });
  }

  bool is_acronym_in_brackets(std::size_t i) const { return words_.words[i].part != words_.words[i - 1].part; }

  /// A generic name counts beside its parent, or where nothing else is named and its city is.
  bool is_settled(const Mention& mention) const {
    if (!mention.generic) return true;
    const Sighting& best = mention.sightings.front();
    bool alone = true;
    for (const Mention& other : mentions_) {
      if (&other == &mention) continue;
      if (is_part_of(best, other.sightings.front())) return true;
      alone = alone && (other.generic || other.group != mention.group);
    }
    return alone && (best.city_agrees || (best.country_agrees && mention.sightings.size() == 1));
  }

  void settle_generic() {
    std::vector<Mention> settled;
    for (const Mention& mention : mentions_) {
      if (is_settled(mention)) settled.push_back(mention);
    }
    mentions_ = std::move(settled);
  }

  const AffiliationWords& words_;
  Directories directories_;
  std::vector<bool> taken_;
  std::vector<Run> runs_;
  std::vector<Mention> mentions_;
};

/// With the city and kind that another directory knows of the same organisation: the table has neither.
OrganisationView completed(OrganisationView organisation, std::size_t own, Directories directories) {
  for (std::size_t d = 0; d < directories.size() && organisation.cities.empty(); ++d) {
    if (d == own) continue;
    const std::uint32_t found = directories[d]->find(organisation.id);
    if (found == directory::kNone) continue;
    const OrganisationView other = directories[d]->organisation(found);
    organisation.cities = other.cities;
    organisation.education = other.education;
  }
  return organisation;
}

}  // namespace

std::vector<Mention> find_mentions(const AffiliationWords& words, Directories directories) {
  return Finder(words, directories).find();
}

std::vector<Sighting> sightings_of(const AffiliationWords& words, std::size_t begin, std::size_t end,
                                   Directories directories) {
  std::uint64_t key = kEmptySequence;
  std::uint64_t folded = kEmptySequence;
  for (std::size_t i = begin; i < end; ++i) {
    folded = add_word(folded, words.words[i].exact);
    if (!words.words[i].filler) key = add_word(key, words.words[i].stem);
  }
  const bool outside = names_country_outside(words, begin, end);
  std::vector<Sighting> sightings;
  for (std::size_t d = 0; d < directories.size(); ++d) {
    for (const directory::NameEntry& name : directories[d]->names(key)) {
      Sighting sighting;
      sighting.organisation = completed(directories[d]->organisation(name.organisation), d, directories);
      sighting.name = &name;
      sighting.name_text = directories[d]->text(name.text);
      sighting.directory = d;
      sighting.exact = name.folded == folded;
      const std::string_view countries = sighting.organisation.countries;
      if (!words.countries.empty() && !countries.empty()) {
        sighting.country_agrees =
            any_of_list(countries, [&](std::string_view country) { return names_country(words.countries, country); });
        if (!sighting.country_agrees && outside) continue;
      }
      sighting.city_agrees = names_city(words, begin, end, sighting.organisation.cities);
      const auto same = std::ranges::find_if(
          sightings, [&](const Sighting& other) { return other.organisation.id == sighting.organisation.id; });
      if (same == sightings.end()) {
        sightings.push_back(sighting);
      } else {
        const bool preferred = same->organisation.preferred || sighting.organisation.preferred;
        const bool city = same->city_agrees || sighting.city_agrees;
        const bool education = same->organisation.education || sighting.organisation.education;
        if (rank_of(sighting) < rank_of(*same)) *same = sighting;
        same->organisation.preferred = preferred;
        same->organisation.education = education;
        same->city_agrees = city;
      }
    }
  }
  if (std::ranges::any_of(sightings, &Sighting::country_agrees)) {
    std::erase_if(sightings,
                  [](const Sighting& one) { return !one.country_agrees && !one.organisation.countries.empty(); });
  }
  return sightings;
}

bool rank_sightings(std::vector<Sighting>& sightings) {
  std::ranges::sort(sightings, [](const Sighting& a, const Sighting& b) {
    return std::tuple(rank_of(a), a.organisation.id) < std::tuple(rank_of(b), b.organisation.id);
  });
  if (sightings.size() < 2 || rank_of(sightings[0]) != rank_of(sightings[1])) return false;
  // Of an organisation and its parts, the whole.
  for (std::size_t i = 0; i < sightings.size() && rank_of(sightings[i]) == rank_of(sightings[0]); ++i) {
    const bool whole = std::ranges::all_of(sightings, [&](const Sighting& other) {
      return &other == &sightings[i] || rank_of(other) != rank_of(sightings[0]) || is_part_of(other, sightings[i]);
    });
    if (!whole) continue;
    std::swap(sightings[0], sightings[i]);
    return false;
  }
  return true;
}

}  // namespace bibmill
