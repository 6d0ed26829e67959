// DblpSparqlCodec: DBLP's SPARQL endpoint (https://sparql.dblp.org/sparql, QLever). Lanes: "toc" (a whole table of
// contents in one query), "proceedings" (what was published in one year under a short name), "doi" and "dblp_key"
// (VALUES), "title" (folded ranges). Facts: dblp RDF schema; QLever.
#pragma once

#include "connectors/codec.h"

namespace bibmill {

class DblpSparqlCodec final : public Codec {
 public:
  /// DOIs or keys in one query, and title ranges in one.
  explicit DblpSparqlCodec(std::size_t batch = 50, std::size_t batch_titles = 10);

  SourceId source() const override { return SourceId::dblp_sparql; }
  bool answers(QueryKind kind) const override;
  Lane lane(const Ask& ask) const override;
  Encoded encode(std::span<const Ask> asks) const override;
  /// A title question selects the titles of its range (title_range.h). One whose range is full without an equal title
  /// among them is cut off: nothing is known about it. Everything else is found or absent.
  Result<std::vector<KeyAnswer>> decode(std::span<const Ask> asks, const HttpResponse& response) const override;
  Result<std::vector<SourceRecord>> decode_slices(const Query& query,
                                                  std::span<const std::string_view> slices) const override;

 private:
  std::size_t batch_;
  std::size_t batch_titles_;
};

}  // namespace bibmill
