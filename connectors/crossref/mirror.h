// Crossref's own side: which requests it takes and what it answers. Facts: apis/crossref.md §2 to §5, recorded
// responses.
#pragma once

#include "connectors/mirror.h"

namespace bibmill {

/// Routes: /works/{doi} (also under /v1), /works?filter=doi:…, /works?query…= and, with the years of a filter,
/// /works?query.container-title=. Pure, thread-safe.
class CrossrefMirror : public Mirror {
 public:
  SourceId source() const override { return SourceId::crossref; }
  /// A search has one question: its text, title and family name together, is the title.
  Result<std::vector<Ask>> parse(const SourceRequest& request) const override;
  HttpResponse compose(const SourceRequest& request, std::span<const MirrorAnswer> answers) const override;
  HttpResponse refusal(const SourceRequest& request, const Error& error) const override;
  /// A bag of words: the significant words of one title are among the other's, or most are shared.
  bool search_matches(const ByTitle& query, const SourceRecord& record) const override;
  /// Papers of the year whose container or event shares a telling word. All of them are in the first part.
  bool proceedings_match(const ByProceedings& query, const SourceRecord& record) const override;
  /// query.bibliographic takes words of the title, the authors, the container and the year.
  bool search_names(const ByTitle& query, const SourceRecord& record) const override;
};

}  // namespace bibmill
