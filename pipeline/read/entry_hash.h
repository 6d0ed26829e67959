// The identity of an entry over runs: a hash of what the user wrote (CONTRACTS §4). Pure, thread-safe.
#pragma once

#include <string>

#include "normalizers/model/entry.h"

namespace bibmill {

/// 16 lower-case hex digits: FNV-1a (64 bit, offset basis 14695981039346656037, prime 1099511628211) over every part of
/// the entry that says something about the paper, each with its name and length before it, absent parts left out. File,
/// line, ordinal and raw text do not count: an entry that moves, or is re-indented, stays the same entry. The value is
/// stored in state.db: a change of this function makes every stored entry new.
std::string entry_hash(const Entry& entry);

}  // namespace bibmill
