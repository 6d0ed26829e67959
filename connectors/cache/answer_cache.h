// AnswerCache: what sources said, by question (CONTRACTS §1): (source, kind, canonical key) → "not there", or the
// slices of a stored response. Used on the io thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/async/clock.h"
#include "connectors/codec.h"
#include "connectors/http/message.h"
#include "connectors/query.h"
#include "normalizers/base/result.h"

namespace bibmill {

/// A fresh answer.
struct StoredAnswer {
  bool found = false;                       ///< false: the source definitely had nothing
  std::shared_ptr<const std::string> body;  ///< where `slices` point into; null when absent
  std::vector<Slice> slices;
  std::string day;            ///< UTC day on which the source said so
  std::int64_t response = 0;  ///< for AnswerCache::exchange()

  /// The slices' bytes; valid as long as `body`.
  std::vector<std::string_view> slice_bytes() const;
};

/// A response as it was stored, with the headers worth keeping.
struct StoredExchange {
  std::string url;  ///< without contact address or key
  HttpResponse response;
};

/// A response to be stored once, however many questions it answers.
struct StoredResponse {
  StoredResponse(SourceId source_in, std::string url_in, const HttpResponse& response_in, std::string day_in)
      : source(source_in), url(std::move(url_in)), response(response_in), day(std::move(day_in)) {}
  SourceId source;
  std::string url;  ///< without contact address or key: a note, never a key
  const HttpResponse& response;
  std::string day;
};

struct NewAnswer {
  explicit NewAnswer(const Query& query) : kind(kind_of(query)), key(canonical_key(query)) {}
  QueryKind kind;
  std::string key;
  bool found = false;
  std::vector<Slice> slices;  ///< of the response's body
  std::string day;
  Clock::WallTime expires;
};

class AnswerCache {
 public:
  virtual ~AnswerCache() = default;
  /// nullopt: never asked, or no longer fresh at `now` (the epoch: however old). Error storage.
  virtual Result<std::optional<StoredAnswer>> lookup(SourceId source, QueryKind kind, std::string_view key,
                                                     Clock::WallTime now) = 0;
  /// The response that an answer came with (StoredAnswer::response); nullopt: it is gone. Error storage.
  virtual Result<std::optional<StoredExchange>> exchange(std::int64_t response) = 0;
  /// Stores the response and all its answers in one transaction; answers that were there are replaced. Error storage:
  /// nothing is stored.
  virtual Result<void> put(const StoredResponse& response, std::span<const NewAnswer> answers, Clock::WallTime now) = 0;
};

}  // namespace bibmill
