// Change: one thing that a run found otherwise than the run before told it. A line of changes.jsonl.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "normalizers/model/source_id.h"

namespace bibmill {

enum class ChangeKind : std::uint8_t {
  lost,       ///< was resolved, and is no more
  resolved,   ///< is resolved, and was not
  published,  ///< was a preprint, and is a paper
  update,     ///< a retraction, correction or other notice that was not there
  conflict,   ///< a contradiction that was not there
  status,     ///< unresolved as before, but otherwise: ambiguous and no more not found
  field,      ///< another value of a field, of a source
  added,      ///< the entry is new
  gone,       ///< the entry is no more in the list, or was pinned as no paper
};

/// "lost", "resolved", … as changes.jsonl has it.
std::string_view to_string(ChangeKind kind);

/// What does not apply is empty.
struct Change {
  ChangeKind kind = ChangeKind::field;
  std::string key;                    ///< citation key of the entry
  std::string file;                   ///< place of the entry; of `gone`, where it was
  std::size_t line = 0;               ///< from 1; 0 = unknown
  std::string title;                  ///< of the record, as it is now
  std::string field;                  ///< JSON name: of `field`, `conflict`
  std::string before;                 ///< status or value; of `conflict`, the value that is kept
  std::string after;                  ///< status, identifier or value; of `update` its type
  SourceId source = SourceId::input;  ///< who says `after`, or said what is gone; input: the list, or nobody
  std::string source_id;              ///< the record there; of `update` the DOI of the notice

  bool operator==(const Change&) const = default;
};

}  // namespace bibmill
