// Mirror: a codec's counterpart, the source's own side: takes a request apart into questions and composes the answer as
// the source would (envelope, order, silent omissions, limits, errors). Pure. Serves replay, --record, the loopback
// server and the tests.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "connectors/codec.h"

namespace bibmill {

/// What a replay folder knows about one question.
struct MirrorAnswer {
  explicit MirrorAnswer(Query query_in) : query(std::move(query_in)) {}
  Query query;
  bool found = false;
  std::vector<std::string> slices;  ///< the records' own bytes, as in KeyAnswer::slices
};

class Mirror {
 public:
  virtual ~Mirror() = default;
  virtual SourceId source() const = 0;
  /// The questions of a request, in request order. Accepts our own requests and the plain forms of the source's
  /// documentation (single and list routes, parameters in any order, extra parameters). Error rejected: the source
  /// would answer 4xx (unknown route, too long a request line, malformed id); its response is then `refusal`.
  virtual Result<std::vector<Ask>> parse(const SourceRequest& request) const = 0;
  /// The response to a request whose questions have these answers.
  virtual HttpResponse compose(const SourceRequest& request, std::span<const MirrorAnswer> answers) const = 0;
  /// The response to a request that parse() rejected.
  virtual HttpResponse refusal(const SourceRequest& request, const Error& error) const = 0;
  /// Whether the source's own search would return this record for a title question (its semantics: phrase, prefix, bag
  /// of words).
  virtual bool search_matches(const ByTitle& query, const SourceRecord& record) const = 0;
  /// The same for a question for preprints; most sources cannot be asked one.
  virtual bool preprint_matches(const ByPreprintOf& /*query*/, const SourceRecord& /*record*/) const { return false; }
  /// The same for a question for proceedings.
  virtual bool proceedings_match(const ByProceedings& /*query*/, const SourceRecord& /*record*/) const { return false; }
  /// Whether a title question, as a request carries it, holds this record's title and nothing that the record does not
  /// say: then the source's answer begins with it, and an incomplete folder's is good enough. For sources whose
  /// requests do not keep title and family name apart.
  virtual bool search_names(const ByTitle& /*query*/, const SourceRecord& /*record*/) const { return false; }
};

}  // namespace bibmill
