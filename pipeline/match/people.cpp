#include "pipeline/match/people.h"

#include <algorithm>
#include <vector>

namespace bibmill {
namespace {

// Collaborations list thousands of authors; the first ones decide, and the cost is quadratic.
constexpr std::size_t kMostPeople = 100;
// Lists change between versions: of the known pairs of the bundled list the least agreeing share 7 of 9 names.
constexpr double kMost = 0.6;
constexpr double kSome = 0.3;

/// Positions in `longer` of the people of `shorter` that are there, in the order of `shorter`.
std::vector<std::size_t> positions(const std::vector<FoldedName>& shorter, const std::vector<FoldedName>& longer) {
  std::vector<std::size_t> found;
  std::vector<bool> used(longer.size(), false);
  for (std::size_t i = 0; i < shorter.size() && i < kMostPeople; ++i) {
    const auto count = std::min(longer.size(), kMostPeople);
    // The same place first: two authors of one name are told apart by it.
    for (std::size_t k = 0; k < count; ++k) {
      const auto at = (i + k) % count;
      if (used[at] || compare_names(shorter[i], longer[at]) == NameAgreement::different) continue;
      used[at] = true;
      found.push_back(at);
      break;
    }
  }
  return found;
}

/// Length of the longest increasing subsequence.
std::size_t in_order(const std::vector<std::size_t>& positions) {
  std::vector<std::size_t> tails;
  for (const auto position : positions) {
    const auto at = std::lower_bound(tails.begin(), tails.end(), position);
    if (at == tails.end()) {
      tails.push_back(position);
    } else {
      *at = position;
    }
  }
  return tails.size();
}

Evidence verdict_of(const PeopleFeatures& people) {
  if (people.agreeing == 0) return Evidence::differs;
  // One person agreeing out of one listed is the first author cited alone, or nobody we can tell.
  if (people.shorter == 1) return people.first_agrees ? Evidence::agrees : Evidence::near;
  if (people.agreeing >= 2 && people.share >= kMost) return Evidence::agrees;
  const bool some = people.share >= kSome && (people.agreeing >= 2 || people.first_agrees);
  return some ? Evidence::near : Evidence::differs;
}

}  // namespace

PeopleFeatures compare_people(const Subject& a, const Subject& b) {
  PeopleFeatures people;
  if (a.people.empty() || b.people.empty()) return people;
  const bool a_shorter = a.people.size() <= b.people.size();
  const auto& shorter = a_shorter ? a.people : b.people;
  const auto& longer = a_shorter ? b.people : a.people;
  const auto found = positions(shorter, longer);
  people.agreeing = found.size();
  people.shorter = std::min(shorter.size(), kMostPeople);
  people.share = static_cast<double>(found.size()) / static_cast<double>(people.shorter);
  people.share_in_order = static_cast<double>(in_order(found)) / static_cast<double>(people.shorter);
  people.first_agrees = compare_names(shorter.front(), longer.front()) != NameAgreement::different;
  people.verdict = verdict_of(people);
  return people;
}

}  // namespace bibmill
