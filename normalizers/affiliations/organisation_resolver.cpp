#include "normalizers/affiliations/organisation_resolver.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "normalizers/affiliations/affiliation_text.h"
#include "normalizers/affiliations/countries.h"

namespace bibmill {
namespace {

// From here a candidate is meant; below, the decision is left to a person.
constexpr double kDecided = 0.9;
// An acronym of the table without a declared share: the table lists what computing uses.
constexpr double kTableShare = 0.95;
// An acronym that only the index knows says little about what a paper in computing means by it, unless it is long and
// nobody else's.
constexpr double kIndexShare = 0.5;
constexpr std::size_t kTellingAcronym = 5;
// How much likelier an organisation is where another of the same paper lies in its country: of the pairs of
// organisations on the papers of a reading list (corpus of 42), two of three share a country.
constexpr double kSameCountry = 4.0;
constexpr std::size_t kMostCandidates = 10;

std::vector<std::string> split_list(std::string_view list) {
  std::vector<std::string> texts;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find('|', begin), list.size());
    texts.emplace_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return texts;
}

bool is_acronym(const Sighting& sighting) {
  return static_cast<OrganisationNameKind>(sighting.name->kind) == OrganisationNameKind::acronym;
}

bool holds(const std::vector<std::string>& list, std::string_view text) {
  return std::ranges::find(list, text) != list.end();
}

bool in_country_of(const std::vector<std::string>& countries, const Sighting& sighting) {
  const auto own = split_list(sighting.organisation.countries);
  return std::ranges::any_of(own, [&](const std::string& country) { return holds(countries, country); });
}

/// What each has of the uses of an acronym: the table's say first, the index's divide what is left.
std::vector<double> shares_of(const std::vector<Sighting>& sightings) {
  std::vector<double> shares(sightings.size(), 0.0);
  double said = 0;
  std::size_t others = 0;
  for (std::size_t i = 0; i < sightings.size(); ++i) {
    if (sightings[i].organisation.preferred) {
      shares[i] = sightings[i].name->share > 0 ? static_cast<double>(sightings[i].name->share) : kTableShare;
      said += shares[i];
    } else {
      ++others;
    }
  }
  const bool telling = said == 0 && others == 1 && sightings.front().name_text.size() >= kTellingAcronym;
  const double left = telling ? 1.0 : said == 0 ? kIndexShare : std::max(0.0, 1.0 - said);
  for (std::size_t i = 0; i < sightings.size(); ++i) {
    if (!sightings[i].organisation.preferred) shares[i] = left / static_cast<double>(others);
  }
  return shares;
}

std::string printed_words(const AffiliationWords& words, std::size_t end) {
  std::string printed;
  for (std::size_t i = 0; i < end; ++i) {
    // One printed word may fold to several ("TU/e").
    if (i > 0 && words.words[i].printed == words.words[i - 1].printed) continue;
    if (!printed.empty()) printed += ' ';
    printed += words.words[i].printed;
  }
  return printed;
}

/// Whether the text is a name in full; then those that have it as acronym are dropped. Of names, the table's are what
/// computing means by them; of acronyms, those spelt as printed ("UvA", "UVA").
bool keep_likely(std::vector<Sighting>& sightings, std::string_view printed) {
  const bool named = std::ranges::any_of(sightings, [](const Sighting& one) { return !is_acronym(one); });
  if (named) std::erase_if(sightings, [](const Sighting& one) { return is_acronym(one); });
  const auto preferred = [](const Sighting& one) { return one.organisation.preferred; };
  if (named && std::ranges::any_of(sightings, preferred)) std::erase_if(sightings, std::not_fn(preferred));
  const auto as_printed = [&](const Sighting& one) { return one.name_text == printed; };
  if (std::ranges::any_of(sightings, as_printed)) std::erase_if(sightings, std::not_fn(as_printed));
  return named;
}

/// Words at the end of a company's name that say what it is in law.
bool is_legal_form(std::string_view folded) {
  constexpr std::string_view kForms = " inc ltd co corp llc gmbh limited company corporation plc ag sa ";
  return kForms.find(" " + std::string(folded) + " ") != std::string_view::npos;
}

/// How an organisation stands to the others that one affiliation names.
enum class Standing : std::uint8_t {
  sponsor,      ///< a ministry, a key laboratory: whose part or programme it is
  unit,         ///< an institute, center, laboratory: within a university where one is named beside it
  hospital,     ///< works with a university, but is no part of it
  academy,      ///< has institutes
  institution,  ///< a university
};

Standing standing_of(const AffiliationWords& words, const Mention& mention) {
  Standing standing = Standing::unit;
  for (std::size_t i = mention.begin; i < mention.end; ++i) {
    const std::string_view stem = stem_of(words.words[i].folded);
    if (stem == "ministry" || stem == "key") return Standing::sponsor;
    if (stem == "hospital" || stem == "clinic") return Standing::hospital;
    if (stem == "university" || stem == "polytechnic") standing = Standing::institution;
    if (stem == "academy" && standing == Standing::unit) standing = Standing::academy;
  }
  const OrganisationView& organisation = mention.sightings.front().organisation;
  if (standing == Standing::unit && organisation.education && organisation.parents.empty())
    return Standing::institution;
  return standing;
}

/// A single word ("IVT", "Ube") beside a name of several is a laboratory's sign or a place, unless computing knows it.
bool is_weak(const Mention& mention) {
  const Sighting& best = mention.sightings.front();
  return best.name->words == 1 && !best.organisation.preferred;
}

void drop_weak(std::vector<Mention>& mentions) {
  std::set<std::uint32_t> named;
  for (const Mention& mention : mentions) {
    if (!is_weak(mention)) named.insert(mention.group);
  }
  std::erase_if(mentions, [&](const Mention& mention) { return is_weak(mention) && named.contains(mention.group); });
}

/// Leaves out sponsors beside institutions, and units beside the university that they are part of; puts universities
/// and academies first: they are where somebody works in every reading of the line.
void order_by_standing(const AffiliationWords& words, std::vector<Mention>& mentions) {
  std::map<std::uint32_t, Standing> highest;
  for (const Mention& mention : mentions) {
    Standing& one = highest.emplace(mention.group, Standing::sponsor).first->second;
    one = std::max(one, standing_of(words, mention));
  }
  std::erase_if(mentions, [&](const Mention& mention) {
    const Standing standing = standing_of(words, mention);
    if (standing == Standing::sponsor) return highest[mention.group] != Standing::sponsor;
    return standing == Standing::unit && highest[mention.group] == Standing::institution;
  });
  std::ranges::sort(mentions, [&](const Mention& a, const Mention& b) {
    return std::tuple(a.group, standing_of(words, b), a.begin) < std::tuple(b.group, standing_of(words, a), b.begin);
  });
}

}  // namespace

std::string_view to_string(AffiliationStatus status) {
  switch (status) {
    case AffiliationStatus::unknown: return "unknown";
    case AffiliationStatus::ambiguous: return "ambiguous";
    case AffiliationStatus::matched: return "matched";
  }
  return "unknown";
}

ResolvedOrganisation OrganisationResolver::resolved(const Sighting& sighting) const {
  const OrganisationView& view = sighting.organisation;
  ResolvedOrganisation organisation;
  organisation.id = view.id;
  organisation.ror = view.ror;
  organisation.name = view.name;
  organisation.country = view.countries.substr(0, view.countries.find('|'));
  organisation.parents = split_list(view.parents);
  return organisation;
}

AffiliationVerdict OrganisationResolver::resolve_whole(const AffiliationWords& words, std::size_t end,
                                                       const AffiliationContext& context) const {
  AffiliationVerdict verdict;
  std::vector<Sighting> sightings = sightings_of(words, 0, end, directories_);
  if (sightings.empty()) return verdict;
  rank_sightings(sightings);
  std::erase_if(sightings, [](const Sighting& one) {
    return static_cast<OrganisationNameKind>(one.name->kind) == OrganisationNameKind::inverted && !one.city_agrees;
  });
  if (sightings.empty()) return verdict;
  const bool named = keep_likely(sightings, printed_words(words, end));
  const bool printed_there = std::ranges::any_of(
      sightings, [&](const Sighting& one) { return holds(context.organisations, one.organisation.id); });
  if (printed_there) {
    std::erase_if(sightings, [&](const Sighting& one) { return !holds(context.organisations, one.organisation.id); });
  }
  const std::vector<double> shares = named ? std::vector<double>(sightings.size(), 1.0) : shares_of(sightings);
  double sum = 0;
  bool by_country = false;
  for (std::size_t i = 0; i < sightings.size(); ++i) {
    ResolvedOrganisation one = resolved(sightings[i]);
    one.probability = shares[i];
    if (in_country_of(context.countries, sightings[i])) {
      one.probability *= kSameCountry;
      by_country = true;
    }
    sum += one.probability;
    verdict.candidates.push_back(std::move(one));
  }
  // What the shares leave over belongs to organisations that no directory lists.
  if (!named) sum = std::max(sum, 1.0);
  for (ResolvedOrganisation& one : verdict.candidates) one.probability /= sum;
  std::ranges::sort(verdict.candidates, [](const ResolvedOrganisation& a, const ResolvedOrganisation& b) {
    return std::tie(b.probability, a.id) < std::tie(a.probability, b.id);
  });
  const bool placed = !words.countries.empty() && verdict.candidates.size() == 1;
  if (verdict.candidates.front().probability < kDecided && !placed && !printed_there) {
    verdict.status = AffiliationStatus::ambiguous;
    verdict.reason = named ? "shared_name" : "shared_acronym";
    if (verdict.candidates.size() > kMostCandidates) verdict.candidates.resize(kMostCandidates);
    return verdict;
  }
  verdict.status = AffiliationStatus::matched;
  verdict.reason = printed_there                    ? "printed_affiliation"
                   : placed && !named               ? "acronym_and_country"
                   : named                          ? "exact_name"
                   : verdict.candidates.size() == 1 ? "acronym"
                   : by_country                     ? "acronym_and_country_of_others"
                                                    : "usual_acronym";
  verdict.organisations.push_back(verdict.candidates.front());
  verdict.candidates.clear();
  return verdict;
}

/// "IS, CAS", "LSEC, CAS", "CS, UIUC": what stands last is known; what stands first is a unit of it, known or not.
AffiliationVerdict OrganisationResolver::resolve_unit_and_parent(const AffiliationWords& words,
                                                                 const AffiliationContext& context) const {
  AffiliationVerdict verdict;
  std::size_t begin = words.words.size();
  while (begin > 0 && words.words[begin - 1].part == words.words.back().part) --begin;
  if (begin == 0 || begin > 3 || words.words.size() - begin > 3) return verdict;
  AffiliationWords last;
  last.words.assign(words.words.begin() + static_cast<std::ptrdiff_t>(begin), words.words.end());
  AffiliationVerdict parent = resolve_whole(last, last.words.size(), context);
  if (parent.status != AffiliationStatus::matched) return verdict;
  const bool acronym = parent.reason != "exact_name";
  const std::string& parent_id = parent.organisations.front().id;
  std::vector<Sighting> units = sightings_of(words, 0, begin, directories_);
  std::erase_if(units, [&](const Sighting& unit) { return !holds(split_list(unit.organisation.parents), parent_id); });
  if (units.size() == 1) {
    verdict.status = AffiliationStatus::matched;
    verdict.reason = "unit_of_parent";
    verdict.organisations.push_back(resolved(units.front()));
    return verdict;
  }
  // "Monash University, Melbourne": the last part is a place, and the first an organisation of its own.
  const bool organisation =
      std::any_of(words.words.begin(), words.words.begin() + static_cast<std::ptrdiff_t>(begin),
                  [](const AffiliationWord& word) { return word.kind == PartKind::organisation; });
  if (!acronym || organisation) return verdict;
  verdict.status = AffiliationStatus::matched;
  verdict.reason = "parent_named";
  verdict.organisations = std::move(parent.organisations);
  return verdict;
}

AffiliationVerdict OrganisationResolver::resolve_printed(const AffiliationWords& words) const {
  AffiliationVerdict verdict;
  std::vector<Mention> mentions = find_mentions(words, directories_);
  drop_weak(mentions);
  order_by_standing(words, mentions);
  for (const Mention& mention : mentions) {
    if (mention.tied) {
      if (!verdict.candidates.empty()) continue;
      for (const Sighting& sighting : mention.sightings) {
        if (verdict.candidates.size() < kMostCandidates) verdict.candidates.push_back(resolved(sighting));
      }
      continue;
    }
    ResolvedOrganisation one = resolved(mention.sightings.front());
    const bool known = std::ranges::any_of(verdict.organisations,
                                           [&](const ResolvedOrganisation& other) { return other.id == one.id; });
    if (!known) verdict.organisations.push_back(std::move(one));
    if (verdict.organisations.size() == 1) {
      const Sighting& best = mention.sightings.front();
      verdict.reason = best.city_agrees ? "name_and_city" : best.country_agrees ? "name_and_country" : "name_in_text";
    }
  }
  if (!verdict.organisations.empty()) {
    verdict.status = AffiliationStatus::matched;
    verdict.candidates.clear();
  } else if (!verdict.candidates.empty()) {
    verdict.status = AffiliationStatus::ambiguous;
    verdict.reason = "shared_name";
  }
  return verdict;
}

AffiliationVerdict OrganisationResolver::resolve(std::string_view text, const AffiliationContext& context) const {
  const AffiliationWords words = affiliation_words(clean_affiliation(text));
  if (words.words.empty()) return {};
  std::size_t end = words.words.size();
  AffiliationVerdict whole = resolve_whole(words, end, context);
  if (whole.status != AffiliationStatus::unknown) return whole;
  // "NTU, Singapore"; "Inspur Co., Ltd."
  std::size_t shorter = end;
  while (shorter > 1 && is_legal_form(words.words[shorter - 1].folded)) --shorter;
  if (shorter == end && !words.countries.empty() && words.words[end - 1].part > 0) {
    while (shorter > 1 && words.words[shorter - 1].part == words.words[end - 1].part) --shorter;
  }
  if (shorter < end && words.words[shorter - 1].part == words.words[0].part) {
    whole = resolve_whole(words, shorter, context);
    if (whole.status != AffiliationStatus::unknown) return whole;
  }
  AffiliationVerdict unit = resolve_unit_and_parent(words, context);
  if (unit.status != AffiliationStatus::unknown) return unit;
  return resolve_printed(words);
}

bool OrganisationResolver::is_known(std::string_view text) const {
  const AffiliationWords words = affiliation_words(text);
  return !words.words.empty() && !sightings_of(words, 0, words.words.size(), directories_).empty();
}

}  // namespace bibmill
