// How two lists of authors compare. Pure, thread-safe.
#pragma once

#include <cstddef>

#include "pipeline/match/evidence.h"
#include "pipeline/match/subject.h"

namespace bibmill {

struct PeopleFeatures {
  Evidence verdict = Evidence::unknown;  ///< agrees: most of the shorter list; near: some; differs: nobody, or too few
  double share = 0;           ///< agreeing people over the length of the shorter list ("others" counts nobody)
  double share_in_order = 0;  ///< the same, counting the longest run in the same order
  std::size_t agreeing = 0;
  std::size_t shorter = 0;  ///< length of the shorter list
  bool first_agrees = false;
};

/// Symmetric.
PeopleFeatures compare_people(const Subject& a, const Subject& b);

}  // namespace bibmill
