// DblpSparqlMirror: DBLP's side of the SPARQL endpoint, as far as bibliographic clients use it. It is no query engine:
// it reads from a query what is looked up (publications, DOIs, a table of contents, a venue and its year, title
// ranges), whatever its variables and layout, and answers with the rows that belong to them.
#pragma once

#include "connectors/mirror.h"

namespace bibmill {

class DblpSparqlMirror final : public Mirror {
 public:
  SourceId source() const override { return SourceId::dblp_sparql; }
  /// IRIs of records, DOIs and TOC pages anywhere in the query; literals that a title is compared with (lower bounds,
  /// equality, VALUES); the literals after dblp:publishedIn and dblp:yearOfPublication together. A lower bound is a
  /// question for the titles that begin so.
  Result<std::vector<Ask>> parse(const SourceRequest& request) const override;
  /// SPARQL 1.1 JSON results; head.vars as the query projects them.
  HttpResponse compose(const SourceRequest& request, std::span<const MirrorAnswer> answers) const override;
  HttpResponse refusal(const SourceRequest& request, const Error& error) const override;
  bool search_matches(const ByTitle& query, const SourceRecord& record) const override;
  bool proceedings_match(const ByProceedings& query, const SourceRecord& record) const override;
};

}  // namespace bibmill
