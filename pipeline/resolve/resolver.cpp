#include "pipeline/resolve/resolver.h"

#include "pipeline/resolve/entry_walk.h"

namespace bibmill {

Awaitable<Record> Resolver::resolve(const Entry* entry) {
  EntryWalk walk(*this, *entry);
  Record record = co_await walk.walk();
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
