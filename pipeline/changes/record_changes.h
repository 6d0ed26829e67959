// What became of an entry between two runs. Pure, thread-safe.
#pragma once

#include <vector>

#include "normalizers/model/change.h"
#include "normalizers/model/record.h"

namespace bibmill {

/// What a person would call different in `after`, the Record of the same entry that was `before` (read back, so not
/// packed), in the order of ChangeKind; key, place and title are the caller's. Not told: what the user changed (the
/// list, a pin), when a source was asked, who said what was said before, and what follows from a change that is told:
/// all fields of a Record that was resolved only now, and those that a paper has and its preprint had not.
std::vector<Change> changes_between(const Record& before, const Record& after);

}  // namespace bibmill
