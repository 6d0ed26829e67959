// DblpRestCodec: DBLP's publication search (https://dblp.org/search/publ/api, JSON): titles and tables of contents, one
// question a request. Off by default: since autumn 2026 plain clients meet a bot wall there. Facts: dblp FAQ "How to
// use the dblp search API"; recorded answers of 2012 to 2026.
#pragma once

#include "connectors/codec.h"

namespace bibmill {

class DblpRestCodec final : public Codec {
 public:
  SourceId source() const override { return SourceId::dblp_rest; }
  bool answers(QueryKind kind) const override;
  Lane lane(const Ask& ask) const override;
  Encoded encode(std::span<const Ask> asks) const override;
  /// All hits of the search, by key. One that has more hits than a page holds (100) is cut off, unless it is a title
  /// search with an equal title among them.
  Result<std::vector<KeyAnswer>> decode(std::span<const Ask> asks, const HttpResponse& response) const override;
  Result<std::vector<SourceRecord>> decode_slices(const Query& query,
                                                  std::span<const std::string_view> slices) const override;
};

}  // namespace bibmill
