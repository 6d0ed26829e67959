// Content words: what a title is about, whatever its wording. A retitled work keeps many of them in other forms and
// another order. Pure, thread-safe.
#pragma once

#include <string_view>

namespace bibmill {

struct ContentOverlap {
  double share = 0;   ///< Dice coefficient of the content words, 0 to 1, each by its weight
  double common = 0;  ///< weight of those that both have: a word counts 1, one that many titles bear counts ½
};

/// Of two folded titles (fold_title). Function words count nothing, endings are cut off ("scheduling", "scheduled"),
/// and "multi source" is "multisource". Symmetric.
ContentOverlap compare_content(std::string_view a, std::string_view b);

}  // namespace bibmill
