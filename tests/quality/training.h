// What the model learns from: the parts named train*, and dirt made from the structured ones.
#pragma once

#include <string>

#include "tests/quality/quality_set.h"

namespace bibmill::quality {

/// CSV with a header: set, id, same, weight, then a column a signal. The weight of a pair makes up for sets that were
/// balanced by leaving out pairs that are not the same.
std::string training_signals(const Places& places, const MatchPolicy& policy);

/// The same for what the model is measured on.
std::string measured_signals(const Places& places, const MatchPolicy& policy);

}  // namespace bibmill::quality
