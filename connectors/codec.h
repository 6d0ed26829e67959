// Codec: what a source's wire format is: pure functions between questions and bytes. A codec that opens a socket,
// sleeps, logs or retries by itself is wrong. Thread-safe: all members are const and keep no state.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/message.h"
#include "connectors/query.h"
#include "normalizers/base/result.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

/// What the source is asked to send: a path with query, without scheme, host, contact address or key (the stack adds
/// those).
struct SourceRequest {
  std::string target;  ///< "/works?filter=doi:10.1145%2F…&rows=50"
  std::string accept;  ///< value of the Accept header
  bool operator==(const SourceRequest&) const = default;
};

/// Which questions may share a request, and which rate bucket it draws from.
struct Lane {
  std::string name;       ///< questions with the same name may share a request: "doi-list", "doi-single", "title"
  std::string bucket;     ///< rate bucket within the source's policy group: "list", "single"
  std::size_t batch = 1;  ///< at most so many questions in one request
  bool operator==(const Lane&) const = default;
};

/// A question in the queue. `alone` is set when a batch did not settle it (silently missing, cut off, refused) and it
/// must be asked in the form that gives a definite answer.
struct Ask {
  explicit Ask(Query query_in, bool alone_in = false) : query(std::move(query_in)), alone(alone_in) {}
  Query query;
  bool alone;
};

struct Encoded {
  SourceRequest request;
  std::size_t taken = 0;  ///< the request asks the first `taken` questions of the span (at least 1)
};

/// A byte range of a response body that holds one self-contained record: a Crossref item, an arXiv <entry>, one SPARQL
/// binding.
struct Slice {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Slice&) const = default;
};

/// What a response says to one question.
struct KeyAnswer {
  enum class State {
    found,        ///< `records` (one or more) answer it
    absent,       ///< the source definitely has nothing
    unconfirmed,  ///< silently missing: ask again alone (Crossref's list leaves unknown DOIs out)
    cut_off,  ///< the response does not hold all there is: halve the batch; alone: ask again later (a transient fault)
  };
  State state = State::absent;
  std::vector<SourceRecord> records;  ///< in an order that depends on the question alone
  std::vector<Slice> slices;          ///< all that decode_slices needs to give `records` again
};

class Codec {
 public:
  virtual ~Codec() = default;
  virtual SourceId source() const = 0;
  /// Whether this source can answer this kind of question at all.
  virtual bool answers(QueryKind kind) const = 0;
  virtual Lane lane(const Ask& ask) const = 0;
  /// Turns leading questions of one lane into one request, as many as fit (length of the request line, commas in DOIs,
  /// ...). Precondition: `asks` is not empty and all share a lane.
  virtual Encoded encode(std::span<const Ask> asks) const = 0;
  /// One answer per question, in order. Gives each question only the records it selects itself: split(batch) ≡ batch.
  /// Status codes of the source's own (Crossref's 404 "Resource not found.", arXiv's 400 feed) are understood here; the
  /// general ones (429, 5xx, walls, wrong content type) have been sorted out before. Errors: decode, rejected, server
  /// (soft failure).
  virtual Result<std::vector<KeyAnswer>> decode(std::span<const Ask> asks, const HttpResponse& response) const = 0;
  /// The records of a found answer again, from the bytes of its slices alone.
  virtual Result<std::vector<SourceRecord>> decode_slices(const Query& query,
                                                          std::span<const std::string_view> slices) const = 0;
};

}  // namespace bibmill
