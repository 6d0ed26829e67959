// Entries that wait for the next run: this one reached its limit (--max-requests, --time-limit) before all was asked
// about them. Pure.
#pragma once

#include "normalizers/model/record.h"

namespace bibmill {

bool waits(const Unasked& unasked);
/// Whatever its status: a resolved record may wait for a source that would add to it.
bool waits(const Record& record);

}  // namespace bibmill
