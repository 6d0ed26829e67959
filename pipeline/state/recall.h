// What the state says about an entry, and whether that spares asking (CONTRACTS §3). Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "normalizers/model/record.h"

namespace bibmill {

/// What a run that ended has told of an entry.
enum class Told : std::uint8_t { nothing, its_record, that_it_is_gone };

/// One row of state.db. Times are seconds since 1970, UTC.
struct EntryState {
  std::string key;      ///< citation key; "" before one was given
  std::string file;     ///< of the list it was last seen in
  std::string heir;     ///< identity of the entry that continues this one; "" = none
  std::string input;    ///< fingerprint of what was read of the entry
  std::string decider;  ///< fingerprint of what decided the Record
  std::string content;  ///< fingerprint of the Record itself
  Status status = Status::failed;
  std::int64_t attempted = 0;
  std::int64_t due = 0;
  std::int64_t unresolved_since = 0;   ///< 0: it is resolved
  int misses = 0;                      ///< attempts in a row that found nothing
  std::optional<std::int64_t> record;  ///< where the finished Record is; absent before the first attempt ended
  Told told = Told::nothing;
  std::optional<std::int64_t> told_record;  ///< where the Record is that was told, when it is no more the finished one
};

enum class Recall : std::uint8_t {
  keep,       ///< the Record stands
  recompute,  ///< it is decided otherwise now: again from the stored answers; where those are gone it stands
  ask,        ///< new, changed, or due
};

/// `known` nullptr: never seen.
Recall recall_for(const EntryState* known, std::string_view input, std::string_view decider, std::int64_t now);

}  // namespace bibmill
