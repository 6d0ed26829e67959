// The declared table of merging: for each field and kind of work which source wins, from which versions a value may
// come, what becomes of the user's own value, and why. Data only: the code that follows it is merge.cpp. A row is
// changed together with its test.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "normalizers/model/source_id.h"
#include "pipeline/merge/work_fields.h"

namespace bibmill {

/// Raised with every change of pipeline/merge that may fill a Record otherwise: those of earlier versions are then
/// computed again.
inline constexpr int kMergeVersion = 2;

/// What the chosen version is.
enum class WorkKind : std::uint8_t { published, preprint };

/// Which records may give the value.
enum class Scope : std::uint8_t {
  chosen,       ///< only those of the chosen version: a preprint's pages are not the paper's
  any_version,  ///< those of the chosen version first, then those of others
};

/// What becomes of the user's own value. It is never lost: it stays in `entry`, and in provenance.others where it did
/// not win.
enum class UserRule : std::uint8_t {
  keep,            ///< it stands; what sources say is noted in provenance.others
  keep_reported,   ///< it stands where it contradicts the source, and a conflict says so; where both say the same, the
                   ///< source's form
  yield,           ///< the source's value stands
  yield_reported,  ///< the source's value stands, and where the user's contradicts it a conflict says so
};

/// Puts together what others say, partly by guessing (OpenAlex: merged versions, people told apart by a model). What it
/// says counts only where nobody else says anything.
constexpr bool is_aggregator(SourceId source) { return source == SourceId::openalex; }

struct FieldPolicy {
  WorkField field;
  WorkKind kind;
  std::span<const SourceId> order;  ///< the first source that has a value wins; others give none
  Scope scope;
  UserRule user;
  std::string_view reason;
};

/// All rows: every field once for each kind.
std::span<const FieldPolicy> policy_table();

const FieldPolicy& policy_for(WorkField field, WorkKind kind);

/// Position of a source in the row's order; nullopt where it gives no value.
std::optional<std::size_t> rank_of(const FieldPolicy& policy, SourceId source);

}  // namespace bibmill
