// Acquaintances: whom the other authors of one mention's work wrote with elsewhere, as a number for each name of the
// run. Scratch space: made once, drawn for one mention after the other. Not thread-safe.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/people/traits.h"

namespace bibmill {

class Acquaintances {
 public:
  /// How near the other authors of b's work are to those of a's, 0 where nobody of them knows another. The work is done
  /// once for each `a`: ask for its pairs one after the other.
  float between(const PeopleTraits& traits, std::uint32_t a, std::uint32_t b);
  /// To be called before mentions of other traits are compared.
  void forget();

 private:
  void draw(const PeopleTraits& traits, const Authorship& mention, std::uint32_t but);

  std::uint32_t drawn_ = kUnknownWord;     // the mention
  std::uint32_t but_ = kUnknownWord;       // a name left out, besides the mention's own
  std::vector<float> nearness_;            // by name
  std::vector<std::uint32_t> acquainted_;  // names whose nearness is not 0
};

}  // namespace bibmill
