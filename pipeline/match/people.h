// How two lists of authors compare. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <vector>

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

/// Whether most people are named by more than initials.
bool spells_names_out(const Subject& subject);

/// What lists that were scanned, cut short or glued together still tell. Evidence for the model, never a reason to
/// refuse.
struct LoosePeople {
  bool known = false;        ///< either both sides name people, or one does and the other's title could
  bool displaced = false;    ///< one side names nobody; the other's people were sought in its title
  double share = 0;          ///< agreeing, loosely agreeing and displaced people over those compared
  double agreeing = 0;       ///< their number, a loosely agreeing one counts kLoose
  bool first = false;        ///< the first of both lists agree, loosely at least
  bool spelled_out = false;  ///< both sides give more than initials
};

/// `in_a`, `in_b`: indices of people of the other side who are named in this side's title (strays.h), ascending.
LoosePeople compare_loosely(const Subject& a, const std::vector<std::size_t>& in_a, const Subject& b,
                            const std::vector<std::size_t>& in_b);

}  // namespace bibmill
