// HttpSource: a source behind HTTP (CONTRACTS §1): what was answered in this run ► single-flight by question ► answer
// cache ► sender. Everything about a particular source is in its Codec and its settings.
#pragma once

#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "connectors/source.h"
#include "connectors/source_sender.h"

namespace bibmill {

class HttpSource final : public Source {
 public:
  /// Registers with the loop's idle listeners. Destroyed when the loop no longer runs.
  HttpSource(const SourceParts& parts, SourceOptions options);
  ~HttpSource() override;
  HttpSource(const HttpSource&) = delete;
  HttpSource& operator=(const HttpSource&) = delete;

  SourceId id() const override { return options_.source; }
  bool answers(QueryKind kind) const override { return parts_.codec.answers(kind); }
  /// A waiter that is cancelled gets Error cancelled; the request goes on for the others and for the cache.
  Awaitable<Result<std::shared_ptr<const Answer>>> ask(Query query, Turn turn) override;

  SourceStats stats() const;
  SourceProgress progress() const { return sender_->progress(); }

 private:
  struct Flight;
  struct Answered;
  using Reply = Pending::Reply;

  Result<std::shared_ptr<const Answer>> from_cache(const Query& query, Clock::WallTime now);
  Result<void> record(std::int64_t response);
  Result<std::shared_ptr<const Answer>> from_any_time(const Query& query);
  std::shared_ptr<Flight> take_off(const Query& query, Turn turn, const std::string& key);

  SourceParts parts_;
  SourceOptions options_;
  std::shared_ptr<Answered> answered_;
  std::shared_ptr<SourceSender> sender_;
  std::uint64_t cache_hits_ = 0;
  std::set<std::int64_t> recorded_;  ///< responses of the cache that the recorder has
};

}  // namespace bibmill
