// DblpRestMirror: DBLP's side of the publication search. Facts: dblp FAQ "How to use the dblp search API"; recorded
// answers.
#pragma once

#include "connectors/mirror.h"

namespace bibmill {

class DblpRestMirror final : public Mirror {
 public:
  SourceId source() const override { return SourceId::dblp_rest; }
  /// q=toc:db/….bht: is a table of contents, any other q a title; "$" and "*" at the ends of words are dropped.
  Result<std::vector<Ask>> parse(const SourceRequest& request) const override;
  /// The page that f and h (default 30, at most 100) cut out of all hits; numbers are strings, a single hit is no list,
  /// none is no member at all.
  HttpResponse compose(const SourceRequest& request, std::span<const MirrorAnswer> answers) const override;
  HttpResponse refusal(const SourceRequest& request, const Error& error) const override;
  /// Each word begins a word of title, venue, year or names.
  bool search_matches(const ByTitle& query, const SourceRecord& record) const override;
};

}  // namespace bibmill
