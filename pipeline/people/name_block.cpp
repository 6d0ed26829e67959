#include "pipeline/people/name_block.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "normalizers/base/sort_unique.h"
#include "normalizers/names/folded_name.h"
#include "normalizers/names/short_names.h"
#include "pipeline/people/linkage.h"
#include "pipeline/people/name_kind.h"

namespace bibmill {
namespace {

/// "Chris" and "Christopher". Not so for names of the forms that many share: "Yan" is no short form of "Yangrui".
bool is_cut_short(const FoldedName& a, const FoldedName& b) {
  constexpr std::size_t kFewestLetters = 3;
  const std::string& first = a.given.front();
  const std::string& other = b.given.front();
  const bool begins = first.starts_with(other) || other.starts_with(first);
  return begins && std::min(first.size(), other.size()) >= kFewestLetters && name_kind(a) == NameKind::spelled &&
         name_kind(b) == NameKind::spelled;
}

/// Cheap and necessary for compatible given names: one is an initial or short for the other, or they are equal.
bool may_agree(const FoldedName& a, const FoldedName& b) {
  if (a.given.empty() || b.given.empty()) return false;
  if (a.given.front().size() == 1 || b.given.front().size() == 1) return true;
  return a.given.front() == b.given.front() || a.given_joined == b.given_joined ||
         (!a.given_expanded.empty() && a.given_expanded == b.given_joined) ||
         (!b.given_expanded.empty() && b.given_expanded == a.given_joined) ||
         is_short_form(a.given.front(), b.given.front()) || is_cut_short(a, b);
}

bool are_compatible(const FoldedName& a, const FoldedName& b) {
  const bool one_name = a.given.empty() && b.given.empty() && a.family_joined == b.family_joined;
  return one_name || (may_agree(a, b) && compare_names(a, b) >= NameAgreement::initials);
}

bool middle_names_agree(const FoldedName& a, const FoldedName& b) {
  return a.given.size() > 1 && b.given.size() > 1 && a.given[1].front() == b.given[1].front();
}

}  // namespace

NameBlock::NameBlock(std::span<const Record> records, const PeopleTraits& traits, std::span<const Identity> identities,
                     std::span<const std::uint32_t> mentions, Acquaintances& acquaintances)
    : traits_(traits), identities_(identities), mentions_(mentions), acquaintances_(acquaintances) {
  acquaintances_.forget();
  for (const std::uint32_t mention : mentions_) names_.push_back(traits.mentions()[mention].name);
  sort_unique(names_);
  for (const std::uint32_t mention : mentions_) {
    const auto found = std::ranges::lower_bound(names_, traits.mentions()[mention].name);
    name_of_.push_back(static_cast<std::uint32_t>(found - names_.begin()));
  }
  compare_all_names(records);
}

void NameBlock::compare_all_names(std::span<const Record> records) {
  std::vector<FoldedName> folded(names_.size());
  for (std::size_t i = mentions_.size(); i-- > 0;) {
    const Authorship& mention = traits_.mentions()[mentions_[i]];
    FoldedName& name = folded[name_of_[i]];
    if (name.family.empty())
      name = fold_name(records[traits_.record_of(mention.work)].work.authors[mention.author].name);
  }
  compatible_.assign(names_.size() * names_.size(), false);
  middle_.assign(names_.size() * names_.size(), false);
  for (std::size_t a = 0; a < names_.size(); ++a) {
    for (std::size_t b = a; b < names_.size(); ++b) {
      if (a != b && !are_compatible(folded[a], folded[b])) continue;
      const bool middle = middle_names_agree(folded[a], folded[b]);
      for (const std::size_t cell : {a * names_.size() + b, b * names_.size() + a}) {
        compatible_[cell] = true;
        middle_[cell] = middle;
      }
    }
  }
}

bool NameBlock::never_one(std::uint32_t a, std::uint32_t b) const {
  return traits_.mentions()[mentions_[a]].work == traits_.mentions()[mentions_[b]].work ||
         contradict(identities_[mentions_[a]], identities_[mentions_[b]]);
}

template <class Use>
void NameBlock::each_compatible(Use use) const {
  for (std::uint32_t a = 0; a < mentions_.size(); ++a) {
    for (std::uint32_t b = a + 1; b < mentions_.size(); ++b) {
      if (!never_one(a, b) && compatible_[name_of_[a] * names_.size() + name_of_[b]]) use(a, b);
    }
  }
}

PairEvidence NameBlock::evidence_of(std::uint32_t a, std::uint32_t b) const {
  PairEvidence evidence = pair_evidence(traits_, acquaintances_, mentions_[a], mentions_[b]);
  at(evidence, Evidence::middle_name) = middle_[name_of_[a] * names_.size() + name_of_[b]] ? 1 : 0;
  return evidence;
}

/// Evidence is dear: each pair is looked at once, and what the second look needs of it is kept.
struct NameBlock::FirstLook {
  SimilarityMatrix odds;           // second look's log-odds of each compatible pair, but for the spread
  std::vector<Ground> grounds;     // of the compatible pairs, in order
  std::vector<NameSpread> spread;  // of each name
};

NameBlock::FirstLook NameBlock::first_look(const PeopleModel& model) const {
  FirstLook look{SimilarityMatrix(mentions_.size(), kForbidden), {}, {}};
  Clusters clusters(mentions_.size());
  each_compatible([&](std::uint32_t a, std::uint32_t b) {
    PairEvidence evidence = evidence_of(a, b);
    look.odds.set(a, b, model.second_look.log_odds(evidence));
    look.grounds.push_back(ground_of(evidence));
    add_spread(evidence, {}, {});
    const bool sure = is_enough(look.grounds.back(), {}, {}) && model.first_look.log_odds(evidence) >= model.sure;
    if (sure || agree(identities_[mentions_[a]], identities_[mentions_[b]])) clusters.join(a, b);
  });
  look.spread = spreads(std::move(clusters));
  return look;
}

std::vector<NameSpread> NameBlock::spreads(Clusters clusters) const {
  std::vector<std::vector<std::uint32_t>> groups(names_.size());
  for (std::size_t i = 0; i < mentions_.size(); ++i)
    groups[name_of_[i]].push_back(static_cast<std::uint32_t>(clusters.representative(i)));
  std::vector<NameSpread> spreads;
  for (const auto& of_name : groups) spreads.push_back(spread_of(of_name));
  for (std::uint32_t a = 0; a < mentions_.size(); ++a) {
    for (std::uint32_t b = a + 1; b < mentions_.size(); ++b) {
      if (name_of_[a] == name_of_[b] && never_one(a, b)) spreads[name_of_[a]].homonyms = true;
    }
  }
  return spreads;
}

void NameBlock::each_pair(const PeopleModel& model, const UsePair& use) const {
  const std::vector<NameSpread> spread = first_look(model).spread;
  each_compatible([&](std::uint32_t a, std::uint32_t b) {
    PairEvidence evidence = evidence_of(a, b);
    add_spread(evidence, spread[name_of_[a]], spread[name_of_[b]]);
    use(mentions_[a], mentions_[b], evidence);
  });
}

std::vector<Join> NameBlock::joins(const PeopleModel& model) const {
  constexpr float kMostLogOdds = 40;
  FirstLook look = first_look(model);
  auto ground = look.grounds.begin();
  each_compatible([&](std::uint32_t a, std::uint32_t b) {
    const NameSpread& spread_a = look.spread[name_of_[a]];
    const NameSpread& spread_b = look.spread[name_of_[b]];
    PairEvidence spread{};
    add_spread(spread, spread_a, spread_b);
    float odds = std::min(model.second_look.add(look.odds.at(a, b), spread), kMostLogOdds);
    if (!is_enough(*ground++, spread_a, spread_b)) odds = std::min(odds, model.threshold - 1);
    if (agree(identities_[mentions_[a]], identities_[mentions_[b]])) odds = kMostLogOdds;
    look.odds.set(a, b, std::exp(odds / model.temperature));
  });
  std::vector<Join> joins;
  for (const Merge& merge : link_by_average(std::move(look.odds), std::exp(model.threshold / model.temperature)))
    joins.push_back({mentions_[merge.a], mentions_[merge.b], merge.similarity});
  return joins;
}

}  // namespace bibmill
