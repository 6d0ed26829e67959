#include "pipeline/resolve/resolver.h"

#include "pipeline/match/pinned.h"
#include "pipeline/merge/field_merge.h"
#include "pipeline/resolve/entry_walk.h"

namespace bibmill {

Awaitable<Record> Resolver::resolve(const Entry* entry) {
  if (entry->pin) {
    Record pinned = co_await resolve_pinned(entry);
    co_return pinned;
  }
  EntryWalk walk(*this, *entry);
  Record record = co_await walk.walk();
  co_return record;
}

/// A pinned title may be one that no source has (the user's own wording) or the only right one (the list has it wrong).
Awaitable<Record> Resolver::resolve_pinned(const Entry* entry) {
  Record record;
  for (const SoughtTitle sought : {SoughtTitle::written, SoughtTitle::pinned}) {
    const Entry pinned = with_pin(*entry, sought);
    EntryWalk walk(*this, pinned);
    record = co_await walk.walk();
    if (record.status == Status::resolved || !entry->pin->fixed.title) break;
  }
  record.entry = *entry;
  fix_pinned_fields(record);
  co_return record;
}

Awaitable<Decision> Resolver::decide_on_cpu(const Entry* entry, std::vector<SourceRecord> records) {
  // The policy is copied: a run that is stopped drops this Resolver while the job runs.
  auto work = [entry, records = std::move(records), policy = policy_.match]() mutable {
    return decide(*entry, std::move(records), policy);
  };
  Decision decision = co_await run_on(cpu_, std::move(work));
  co_return decision;
}

std::shared_ptr<const TocIndex> Resolver::toc_index(const std::string& page,
                                                    const std::shared_ptr<const Answer>& answer) {
  auto& index = tocs_[page];
  if (!index) index = std::make_shared<const TocIndex>(answer);
  return index;
}

}  // namespace bibmill
