// The model: how probable it is that two descriptions are of one work, from their signals. Logistic, over conditions
// that scripts/learn_match.py found and weighed in the training parts of labelled sets (weights.h); decision 0004 says
// why. Pure, thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pipeline/match/signals.h"

namespace bibmill {

enum class Is : std::uint8_t { at_most, more_than };

struct Condition {
  Signal signal;
  Is is;
  double threshold;

  bool holds(const Signals& signals) const { return (value(signals, signal) > threshold) == (is == Is::more_than); }
};

/// One row of the table: added where all of its conditions hold; no condition = always.
struct Weight {
  double weight;
  std::size_t conditions;
  std::array<Condition, 3> when;

  bool applies(const Signals& signals) const;
};

/// Of signals of two sides that both have a title. Two catalogues are weighed by another table than a citation.
double probability(const Signals& signals);

}  // namespace bibmill
