#include "pipeline/state/recall.h"

namespace bibmill {

Recall recall_for(const EntryState* known, std::string_view input, std::string_view decider, std::int64_t now) {
  if (known == nullptr || !known->record || known->input != input || known->due <= now) return Recall::ask;
  // A clock that was set back must not keep an entry from being asked for ever.
  if (known->attempted > now) return Recall::ask;
  return known->decider == decider ? Recall::keep : Recall::recompute;
}

}  // namespace bibmill
