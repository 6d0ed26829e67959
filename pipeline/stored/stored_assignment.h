// Which stored record stands for which entry of a list as it reads today (CONTRACTS §4). Pure, thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "normalizers/model/record.h"

namespace bibmill {

struct StoredAssignment {
  std::vector<std::string> identities;                 ///< of the entries (state/citation_keys.h)
  std::vector<std::optional<std::size_t>> record_of;   ///< by entry: the record of the same text
  std::vector<std::optional<std::size_t>> earlier_of;  ///< by entry without one: that of the text it was changed from
  std::vector<bool> used;                              ///< by record
};

StoredAssignment assign_stored(std::span<const Entry> entries, std::span<const Record> records);

}  // namespace bibmill
