#include "tests/quality/outcome.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace bibmill::quality {
namespace {

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double Counts::precision() const { return share(found, found + wrong); }
double Counts::recall() const { return share(found, expected); }
double Counts::f1() const {
  const double sum = precision() + recall();
  return sum == 0 ? 0 : 2 * precision() * recall() / sum;
}
double Counts::agreement() const { return share(right, questions); }

Counts count(std::span<const Outcome> outcomes) {
  Counts counts;
  for (const auto& outcome : outcomes) {
    const bool found = outcome.expected && outcome.accepted && outcome.right;
    ++counts.questions;
    counts.expected += outcome.expected;
    counts.found += found;
    counts.wrong += outcome.accepted && !found;
    counts.missed += outcome.expected && !found;
    counts.right += outcome.is_right();
  }
  return counts;
}

std::map<std::string, Tally> reasons(std::span<const Outcome> outcomes) {
  std::map<std::string, Tally> tallies;
  for (const auto& outcome : outcomes) {
    auto& tally = tallies[outcome.reason];
    ++(outcome.is_right() ? tally.right : tally.wrong);
  }
  return tallies;
}

std::vector<Bin> calibration_bins(std::span<const Outcome> outcomes, std::size_t bins) {
  std::vector<const Outcome*> sorted;
  for (const auto& outcome : outcomes) sorted.push_back(&outcome);
  std::ranges::sort(sorted, {}, [](const Outcome* outcome) { return std::pair(outcome->probability, outcome); });
  std::vector<Bin> filled;
  for (std::size_t i = 0; i < bins; ++i) {
    Bin bin;
    double probability = 0;
    std::size_t expected = 0;
    for (std::size_t k = i * sorted.size() / bins; k < (i + 1) * sorted.size() / bins; ++k) {
      ++bin.outcomes;
      probability += sorted[k]->probability;
      expected += sorted[k]->expected;
    }
    if (bin.outcomes == 0) continue;
    bin.probability = probability / static_cast<double>(bin.outcomes);
    bin.share = share(expected, bin.outcomes);
    filled.push_back(bin);
  }
  return filled;
}

double calibration_error(std::span<const Bin> bins) {
  double sum = 0;
  std::size_t outcomes = 0;
  for (const auto& bin : bins) {
    sum += static_cast<double>(bin.outcomes) * std::abs(bin.probability - bin.share);
    outcomes += bin.outcomes;
  }
  return outcomes == 0 ? 0 : sum / static_cast<double>(outcomes);
}

}  // namespace bibmill::quality
