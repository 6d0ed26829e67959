// Source: a place that can be asked. Behind it: single-flight, answer cache, queue, pacing, batching, transport
// (HttpSource), or a local index. All coroutines run on one io thread; a Source needs no lock and may only be used
// there.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "connectors/http/client.h"
#include "connectors/query.h"
#include "normalizers/base/result.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

/// All that a source says to one question. No records: it has nothing.
struct Answer {
  std::vector<SourceRecord> records;
  bool absent() const { return records.empty(); }
};

/// Where a question stands in the queue: follow-ups of entries already begun go before new entries, then by entry.
struct Turn {
  Turn() = default;
  Turn(std::size_t ordinal_in, bool follow_up_in) : ordinal(ordinal_in), follow_up(follow_up_in) {}
  std::size_t ordinal = 0;
  bool follow_up = false;
};

class Source {
 public:
  virtual ~Source() = default;
  virtual SourceId id() const = 0;
  virtual bool answers(QueryKind kind) const = 0;
  /// Whether it is known, at once and without asking anybody, that the answer would not be "not there".
  virtual bool holds(const Query&) const { return false; }
  /// Never blocks the io thread. An Error means the source could not be asked; it never means "not there".
  virtual Awaitable<Result<std::shared_ptr<const Answer>>> ask(Query query, Turn turn) = 0;
};

}  // namespace bibmill
