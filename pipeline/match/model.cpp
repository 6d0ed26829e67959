#include "pipeline/match/model.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "pipeline/match/weights.h"

namespace bibmill {
namespace {

double score(std::span<const Weight> weights, const Signals& signals) {
  double sum = 0;
  for (const auto& row : weights) {
    if (row.applies(signals)) sum += row.weight;
  }
  return sum;
}

}  // namespace

bool Weight::applies(const Signals& signals) const {
  return std::all_of(when.begin(), when.begin() + static_cast<std::ptrdiff_t>(conditions),
                     [&](const Condition& condition) { return condition.holds(signals); });
}

double probability(const Signals& signals) {
  // Catalogues describe every work in full, and two versions of one work are two records there. A citation says little
  // and is often wrong.
  const bool catalogues = value(signals, Signal::spelled_out) > 0;
  return 1 / (1 + std::exp(-(catalogues ? score(kCatalogueWeights, signals) : score(kCitationWeights, signals))));
}

}  // namespace bibmill
