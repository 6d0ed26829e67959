#include "pipeline/state/cache_upkeep.h"

namespace bibmill {
namespace {

constexpr const char* kNote = "cache_tidied";  // seconds since 1970
constexpr std::int64_t kDay = 86'400;

}  // namespace

Result<void> tidy_cache(SourceStack& stack, StateStore& state, Clock::WallTime now, std::chrono::seconds keep) {
  const std::int64_t today = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  const Result<std::optional<std::int64_t>> last = state.note(kNote);
  if (!last) return tl::unexpected(last.error());
  if (*last && today - **last < kDay && today >= **last) return {};
  // A new state has nothing that could have expired.
  if (*last) {
    if (Result<void> dropped = stack.drop_expired(now - keep); !dropped) return dropped;
  }
  return state.set_note(kNote, today);
}

}  // namespace bibmill
