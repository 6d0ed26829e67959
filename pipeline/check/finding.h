// Finding: one thing that `bibmill check` has to say about a list and its outputs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bibmill {

enum class FindingKind : std::uint8_t {
  invalid,       ///< a line of enriched.jsonl is no record, or two records have one id
  missing,       ///< an entry of the list has no record
  stale,         ///< the record belongs to an earlier text of the entry
  left_over,     ///< a record belongs to no entry of the list
  reordered,     ///< the records stand in another order than the entries
  bibliography,  ///< references.bib is not what the records render to
  rejected,      ///< a line of the list cannot be read
  ambiguous,
  not_found,
  failed,
  conflict,   ///< sources disagree about a field
  retracted,  ///< retracted, withdrawn or removed by its publisher
};

/// All kinds, in the order above.
std::span<const FindingKind> finding_kinds();
/// "left_over", "not_found" …
std::string_view to_string(FindingKind kind);
std::optional<FindingKind> parse_finding_kind(std::string_view name);
/// What the kind means, a sentence for people.
std::string_view describe(FindingKind kind);
/// Outputs that do not belong to the list: these fail a check whatever --fail-on says.
bool is_structural(FindingKind kind);

struct Finding {
  FindingKind kind = FindingKind::invalid;
  std::string file;      ///< where a person goes to mend it: the list, or a file of the outputs
  std::size_t line = 0;  ///< from 1; 0: the file as a whole
  std::string key;       ///< citation key of the record; empty where there is none
  std::string message;   ///< what is wrong and, where it is not plain, what to do

  bool operator==(const Finding&) const = default;
};

}  // namespace bibmill
