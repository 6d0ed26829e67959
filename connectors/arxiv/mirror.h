// ArxivMirror: arXiv's side of the query API: which questions a request asks, and the Atom feed that answers them.
// Facts: arXiv API user manual; arxiv-search sources and tests for the error texts.
#pragma once

#include "connectors/mirror.h"

namespace bibmill {

class ArxivMirror final : public Mirror {
 public:
  SourceId source() const override { return SourceId::arxiv; }
  /// id_list with or without versions; search_query with ti:, doi:, id:, au:, all: joined by OR, AND, ANDNOT and
  /// parentheses. Terms that no question of ours holds (cat:, submittedDate:, …) are passed over. Rejects what arXiv
  /// rejects, in its words.
  Result<std::vector<Ask>> parse(const SourceRequest& request) const override;
  /// The page that start and max_results (default 10) cut out of all records found; unknown ids are left out silently.
  HttpResponse compose(const SourceRequest& request, std::span<const MirrorAnswer> answers) const override;
  HttpResponse refusal(const SourceRequest& request, const Error& error) const override;
  /// The title holds the phrase, and where the question names a family, an author has it.
  bool search_matches(const ByTitle& query, const SourceRecord& record) const override;
  bool preprint_matches(const ByPreprintOf& query, const SourceRecord& record) const override;
};

}  // namespace bibmill
