// The table of faults × sources × steps: what can happen to a request, what must come of it, and from which request of
// which source on.
#pragma once

#include <string>
#include <vector>

#include "tests/support/faulty_transport.h"

namespace bibmill::testing_support {

/// What comes of a fault.
enum class Course : std::uint8_t {
  healed,  ///< the run gets the answer all the same: its outputs are those of an undisturbed one
  told,    ///< what could not be asked is said with its reason, and a later run asks it
  either,  ///< by question: one that can be asked in another form is healed, the others are told
};

struct Mishap {
  std::string name;
  Spoil spoil;
  std::string reason;  ///< in the words of `unasked` and of the summary
  Course once = Course::healed;
  Course lasting = Course::told;
  std::chrono::seconds after{0};
  std::vector<SourceId> sources{};  ///< empty: all
};

struct Step {
  const char* name;
  std::size_t from;
  bool lasting;
};

struct FaultCase {
  SourceId source = SourceId::input;
  const Mishap* mishap = nullptr;
  Step step{};

  Course course() const { return step.lasting ? mishap->lasting : mishap->once; }
  std::string name() const;
};

/// The sources that are asked over HTTP.
const std::vector<SourceId>& asked_sources();

/// All that fit together, for this source.
std::vector<FaultCase> fault_cases(SourceId source);

}  // namespace bibmill::testing_support
