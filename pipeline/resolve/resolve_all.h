// resolve_all: every entry's walk, so many at a time as there are permits. The permits bound memory, sockets and tasks
// together.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "connectors/async/event_loop.h"
#include "normalizers/model/entry.h"
#include "normalizers/model/record.h"
#include "pipeline/resolve/resolver.h"

namespace bibmill {

/// Called on the io thread with each finished record, in order of completion.
using RecordSink = std::function<void(std::size_t index, Record record)>;

/// Ends when the entries at `indices` are resolved. `resolver` and `entries` outlive it.
Awaitable<void> resolve_all(EventLoop& loop, Resolver& resolver, std::span<const Entry> entries,
                            std::vector<std::size_t> indices, std::size_t permits, RecordSink sink);

/// CONTRACTS §1: never fewer permits than 4 × the largest batch × concurrency, so that batches can fill.
std::size_t enough_permits(std::size_t wanted, std::size_t largest_batch, std::size_t concurrency);

}  // namespace bibmill
