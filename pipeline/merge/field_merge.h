// One field of one Record: which value stands, where it came from, what lost, what contradicts. Follows a row of the
// table. Pure, thread-safe.
#pragma once

#include <span>
#include <string_view>

#include "normalizers/model/record.h"
#include "normalizers/model/source_record.h"
#include "pipeline/merge/policy_table.h"

namespace bibmill {

/// Both sides, in canonical order (claims.h).
struct Sides {
  const Work& user;
  std::span<const SourceRecord> chosen;  ///< of the chosen version
  std::span<const SourceRecord> others;  ///< of other versions
};

/// Decides `policy.field` of `record.work` and notes provenance and conflicts there.
void merge_field(const FieldPolicy& policy, const Sides& sides, Record& record);

/// Takes over the user's own value where there is one, with provenance "input".
void keep_users_value(WorkField field, const Work& user, Record& record);

/// The id of provenance "input" where a field was pinned.
inline constexpr std::string_view kPinOrigin = "pin";

/// What a person pinned stands, whatever was merged: with provenance "input" of id kPinOrigin, what stood there among
/// the others, and no conflict about it. `record.entry.pin` must be set.
void fix_pinned_fields(Record& record);

}  // namespace bibmill
