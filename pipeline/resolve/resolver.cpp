#include "pipeline/resolve/resolver.h"

#include "pipeline/resolve/entry_walk.h"

namespace bibmill {

Awaitable<Record> Resolver::resolve(const Entry* entry) {
  EntryWalk walk(*this, *entry);
  Record record = co_await walk.walk();
  co_return record;
}

std::shared_ptr<const TocIndex> Resolver::toc_index(const std::string& page,
                                                    const std::shared_ptr<const Answer>& answer) {
  auto& index = tocs_[page];
  if (!index) index = std::make_shared<const TocIndex>(answer);
  return index;
}

}  // namespace bibmill
