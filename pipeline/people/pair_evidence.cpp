#include "pipeline/people/pair_evidence.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace bibmill {
namespace {

constexpr float kMost = 3;
constexpr float kSameAffiliation = 0.7f;
// One pair that was joined says nothing about who else bears the name.
constexpr std::size_t kFewestKnown = 5;
// For time: beyond it, a work's authors are a crowd.
constexpr std::size_t kMostCoauthors = 40;

template <class Use>
void each_common(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b, Use use) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (a[i] < b[j]) {
      ++i;
    } else if (b[j] < a[i]) {
      ++j;
    } else {
      use(a[i]);
      ++i;
      ++j;
    }
  }
}

/// A list of words, and the sum of their squared rarities.
struct Words {
  std::span<const std::uint32_t> numbers;
  float square = 0;
};

/// Cosine by rarities; `common` becomes the sum of the common ones' rarities.
template <class Rarity>
float cosine(const Words& a, const Words& b, Rarity rarity, float& common) {
  float product = 0;
  common = 0;
  each_common(a.numbers, b.numbers, [&](std::uint32_t word) {
    common += rarity(word);
    product += rarity(word) * rarity(word);
  });
  return product == 0 ? 0 : product / std::sqrt(a.square * b.square);
}

/// How many there are.
std::size_t add_coauthors(PairEvidence& evidence, const PeopleTraits& traits, const Authorship& a,
                          const Authorship& b) {
  std::size_t count = 0;
  float rare = 0;
  float common = 0;
  const auto of_a = traits.names(a.work);
  const auto of_b = traits.names(b.work);
  each_common(of_a, of_b, [&](std::uint32_t name) {
    if (name == a.name || name == b.name || ++count > kMostCoauthors) return;
    (tells_little(traits.kind(name)) ? common : rare) += traits.name_rarity(name);
  });
  at(evidence, Evidence::coauthor) = count >= 1 ? 1 : 0;
  at(evidence, Evidence::coauthors_two) = count >= 2 ? 1 : 0;
  at(evidence, Evidence::coauthors_three) = count >= 3 ? 1 : 0;
  at(evidence, Evidence::coauthors_rare) = std::min(rare, kMost);
  at(evidence, Evidence::coauthors_common) = std::min(common, kMost);
  at(evidence, Evidence::without_coauthors) = of_a.size() < 2 || of_b.size() < 2 ? 1 : 0;
  return count;
}

void add_affiliations(PairEvidence& evidence, const PeopleTraits& traits, std::uint32_t a, std::uint32_t b) {
  at(evidence, Evidence::affiliation_known) = traits.affiliation(a).empty() || traits.affiliation(b).empty() ? 0 : 1;
  if (!traits.may_share_affiliation(a, b)) return;
  float common = 0;
  const float similarity = cosine(
      Words{traits.affiliation(a), traits.affiliation_square(a)},
      Words{traits.affiliation(b), traits.affiliation_square(b)},
      [&](std::uint32_t word) { return traits.affiliation_rarity(word); }, common);
  at(evidence, Evidence::affiliation) = similarity;
  at(evidence, Evidence::affiliation_same) = similarity > kSameAffiliation ? 1 : 0;
}

void add_topic(PairEvidence& evidence, const PeopleTraits& traits, std::uint32_t a, std::uint32_t b) {
  if (!traits.may_share_title(a, b)) return;
  float common = 0;
  at(evidence, Evidence::topic) = cosine(
      Words{traits.title(a), traits.title_square(a)}, Words{traits.title(b), traits.title_square(b)},
      [&](std::uint32_t word) { return traits.title_rarity(word); }, common);
  at(evidence, Evidence::topic_words) = std::min(common, kMost);
}

void add_years(PairEvidence& evidence, int a, int b) {
  if (a == 0 || b == 0) return;
  const int apart = std::abs(a - b);
  at(evidence, Evidence::years_apart) = static_cast<float>(std::min(apart, 20)) / 10;
  at(evidence, Evidence::years_near) = apart <= 1 ? 1 : 0;
}

}  // namespace

std::array<std::string_view, kEvidenceCount> evidence_names() {
  return {"coauthor",       "coauthors_two", "coauthors_three",   "coauthors_rare",   "coauthors_common",
          "circle",         "affiliation",   "affiliation_known", "affiliation_same", "venue",
          "topic",          "topic_words",   "years_apart",       "years_near",       "without_coauthors",
          "initials",       "one_syllable",  "syllables",         "middle_name",      "forms_differ",
          "spread_unknown", "spread_one",    "spread_largest",    "spread_groups",    "homonyms"};
}

PairEvidence pair_evidence(const PeopleTraits& traits, Acquaintances& acquaintances, std::uint32_t a, std::uint32_t b) {
  PairEvidence evidence{};
  const Authorship& first = traits.mentions()[a];
  const Authorship& second = traits.mentions()[b];
  if (add_coauthors(evidence, traits, first, second) == 0)
    at(evidence, Evidence::circle) = std::min(acquaintances.between(traits, a, b), kMost);
  add_affiliations(evidence, traits, a, b);
  add_topic(evidence, traits, first.work, second.work);
  const std::uint32_t venue = traits.venue(first.work);
  if (venue != kUnknownWord && venue == traits.venue(second.work))
    at(evidence, Evidence::venue) = traits.venue_rarity(venue);
  add_years(evidence, traits.year(first.work), traits.year(second.work));
  const NameKind kind = std::min(traits.kind(first.name), traits.kind(second.name));
  at(evidence, Evidence::initials) = kind == NameKind::initials ? 1 : 0;
  at(evidence, Evidence::one_syllable) = kind == NameKind::one_syllable ? 1 : 0;
  at(evidence, Evidence::syllables) = kind == NameKind::syllables ? 1 : 0;
  at(evidence, Evidence::forms_differ) = first.name == second.name ? 0 : 1;
  return evidence;
}

Ground ground_of(const PairEvidence& evidence) {
  constexpr float kAffiliation = 0.6f;  // below it are "University", "Technology", a city
  if (at(evidence, Evidence::coauthor) > 0 || at(evidence, Evidence::circle) > 0) return Ground::people;
  if (at(evidence, Evidence::affiliation) > kAffiliation) return Ground::people;
  const bool venue = at(evidence, Evidence::venue) > 0;
  const bool topic = at(evidence, Evidence::topic) > 0;
  const bool shared_form =
      at(evidence, Evidence::initials) + at(evidence, Evidence::one_syllable) + at(evidence, Evidence::syllables) > 0;
  if (venue && topic && !shared_form) return Ground::field;
  return venue || topic ? Ground::hint : Ground::none;
}

bool is_enough(Ground ground, const NameSpread& a, const NameSpread& b) {
  const bool one_bearer = (a.known || b.known) && !a.homonyms && !b.homonyms;
  return ground >= (one_bearer ? Ground::hint : Ground::field);
}

NameSpread spread_of(std::span<const std::uint32_t> group_of) {
  std::map<std::uint32_t, std::size_t> sizes;
  for (const std::uint32_t group : group_of) ++sizes[group];
  NameSpread spread;
  std::size_t joined = 0;
  std::size_t squares = 0;
  std::size_t largest = 0;
  std::size_t groups = 0;
  for (const auto& [group, size] : sizes) {
    if (size < 2) continue;
    joined += size;
    squares += size * size;
    largest = std::max(largest, size);
    ++groups;
  }
  if (joined < kFewestKnown) return spread;
  const auto part = [](std::size_t some, std::size_t all) {
    return static_cast<float>(some) / static_cast<float>(all);
  };
  return {true, part(squares, joined * joined), part(largest, group_of.size()), std::log(static_cast<float>(groups)),
          false};
}

void add_spread(PairEvidence& evidence, const NameSpread& a, const NameSpread& b) {
  at(evidence, Evidence::spread_unknown) = a.known || b.known ? 0 : 1;
  const bool both = a.known && b.known;
  const NameSpread& shown = a.known ? a : b;
  at(evidence, Evidence::spread_one) = both ? std::min(a.one, b.one) : shown.one;
  at(evidence, Evidence::spread_largest) = both ? std::min(a.largest, b.largest) : shown.largest;
  at(evidence, Evidence::spread_groups) = std::max(a.groups, b.groups);
  at(evidence, Evidence::homonyms) = a.homonyms || b.homonyms ? 1 : 0;
}

}  // namespace bibmill
