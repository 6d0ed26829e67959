// Which entries are earlier ones that were changed (CONTRACTS §4). Pure, thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "normalizers/model/entry.h"

namespace bibmill {

/// By what an entry is known again when its text has changed.
struct EntryFacts {
  std::string identity;  ///< entry hash with its occurrence
  std::string user_key;  ///< "" = none
  std::vector<std::string> identifiers;
  std::string title;  ///< folded; "" = none
  std::string file;   ///< of the list, absolute; "-" for stdin
};

/// `identity` and `file` are the caller's.
EntryFacts facts_of(const Entry& entry, std::string identity, std::string file);

/// For each of `added` the index in `vanished` of the entry it continues: one with the same key of the user's, else one
/// with a common identifier, else one with the same title in the same list. Each is continued once. The outcome does
/// not depend on the order of either list.
std::vector<std::optional<std::size_t>> continued_entries(std::span<const EntryFacts> added,
                                                          std::span<const EntryFacts> vanished);

}  // namespace bibmill
