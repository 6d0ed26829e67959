#include "pipeline/resolve_due.h"

#include <algorithm>
#include <utility>

#include "connectors/async/signals.h"
#include "pipeline/record_json/record_json.h"
#include "pipeline/report/progress.h"
#include "pipeline/resolve/resolve_all.h"
#include "pipeline/run_policies.h"

namespace bibmill {
namespace {

/// Where finished Records go: to the stream as soon as it is their turn, or to their place among all.
RecordSink deliver_to(const ResolvePhase& phase, std::vector<Record>& records, ProgressReporter& progress) {
  return [&](std::size_t index, Record record) {
    progress.entry_done();
    if (phase.stream.is_open()) {
      phase.stream.add(index, std::move(record));
    } else {
      // Not before the first requests are out: room for many records takes longer to make than a request to send.
      records.resize(phase.entries.size());
      records[index] = std::move(record);
    }
  };
}

}  // namespace

Result<Resolved> resolve_due(const ResolvePhase& phase) {
  Resolved resolved;
  EventLoop& loop = phase.stack.loop();
  ProgressReporter progress(
      {phase.request.progress && !phase.request.replay, phase.request.terminal, phase.request.log_format},
      phase.entries.size(), phase.stack);
  const RecordSink deliver = deliver_to(phase, resolved.records, progress);
  const RecordSink settle = [&](std::size_t index, Record record) {
    const bool missing =
        std::ranges::any_of(record.unasked, [](const Unasked& unasked) { return unasked.source != SourceId::input; });
    if (missing) resolved.unasked.push_back(index);
    // The others are shown to a person at the end of the run.
    if (record.status == Status::resolved) pack_origins(record);
    deliver(index, phase.ledger.settle(index, std::move(record)));
  };
  const Result<std::size_t> recalled = phase.ledger.recall(deliver);
  if (!recalled) return tl::unexpected(recalled.error());
  resolved.not_due = *recalled;

  loop.spawn(throw_on_signal());
  ResolvePolicy policy = phase.policy;
  const SourceSet sources = source_set(phase.stack);
  const std::size_t permits = permits_for(phase.settings);
  const auto resolve = [&](Resolver& resolver, const std::vector<std::size_t>& indices) {
    if (!indices.empty()) loop.run(resolve_all(loop, resolver, phase.entries, indices, permits, settle));
  };
  // Before anything is asked, so that it does not depend on timing which answers are stored.
  policy.cached_only = true;
  Resolver from_cache(policy, sources, phase.venues, phase.stack.cpu());
  resolve(from_cache, phase.ledger.to_recompute());
  resolved.not_due += phase.ledger.to_recompute().size();
  resolved.not_stored = resolved.unasked.size();

  policy.cached_only = false;
  const std::vector<std::size_t>& to_ask = phase.ledger.to_ask();
  const std::size_t titles = phase.settings.resolve.counterpart_titles_limit;
  if (to_ask.size() > titles) policy.titles_before = phase.entries[to_ask[titles]].ordinal;
  Resolver resolver(std::move(policy), sources, phase.venues, phase.stack.cpu());
  resolve(resolver, to_ask);
  resolved.tally = resolver.tally();
  std::ranges::sort(resolved.unasked);
  return resolved;
}

}  // namespace bibmill
