#include "pipeline/resolve/resolve_all.h"

#include <algorithm>
#include <memory>

#include "connectors/async/permits.h"

namespace bibmill {
namespace {

struct InFlight {
  InFlight(const boost::asio::any_io_executor& executor, std::size_t count, RecordSink sink_in)
      : permits(executor, count), sink(std::move(sink_in)) {}
  Permits permits;
  RecordSink sink;
};

Awaitable<void> resolve_one(std::shared_ptr<InFlight> in_flight, Resolver* resolver, const Entry* entry,
                            std::size_t index) {
  Record record = co_await resolver->resolve(entry);
  in_flight->sink(index, std::move(record));
  in_flight->permits.release();
}

}  // namespace

Awaitable<void> resolve_all(EventLoop& loop, Resolver& resolver, std::span<const Entry> entries,
                            std::vector<std::size_t> indices, std::size_t permits, RecordSink sink) {
  const auto in_flight = std::make_shared<InFlight>(loop.executor(), permits, std::move(sink));
  for (const std::size_t i : indices) {
    const bool granted = co_await in_flight->permits.acquire();
    if (!granted) co_return;
    loop.spawn(resolve_one(in_flight, &resolver, &entries[i], i));
  }
  // All permits are back: all entries are done.
  for (std::size_t i = 0; i < permits; ++i) {
    const bool granted = co_await in_flight->permits.acquire();
    if (!granted) co_return;
  }
}

std::size_t enough_permits(std::size_t wanted, std::size_t largest_batch, std::size_t concurrency) {
  return std::max(wanted, 4 * largest_batch * concurrency);
}

}  // namespace bibmill
