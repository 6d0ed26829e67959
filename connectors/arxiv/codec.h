// ArxivCodec: arXiv's query API (https://export.arxiv.org/api/query, Atom). Lanes: "id" (id_list), "title", "doi" and
// "preprint" (searches with several phrases OR-ed). Facts: arXiv API user manual; arxiv-search sources.
#pragma once

#include "connectors/codec.h"

namespace bibmill {

class ArxivCodec final : public Codec {
 public:
  /// Ids in one id_list, and titles (or DOIs) in one search.
  explicit ArxivCodec(std::size_t batch_ids = 100, std::size_t batch_titles = 20);

  SourceId source() const override { return SourceId::arxiv; }
  bool answers(QueryKind kind) const override;
  Lane lane(const Ask& ask) const override;
  Encoded encode(std::span<const Ask> asks) const override;
  /// An id that a complete answer leaves out is absent. A search of several phrases that has more results than one page
  /// holds is cut off for all of them; of a single phrase it is answered by its first page (relevance), which is all
  /// that question ever gets.
  Result<std::vector<KeyAnswer>> decode(std::span<const Ask> asks, const HttpResponse& response) const override;
  Result<std::vector<SourceRecord>> decode_slices(const Query& query,
                                                  std::span<const std::string_view> slices) const override;

 private:
  std::size_t page_size(const Ask& ask) const;  ///< results that a search asks for, the same for every search of a lane

  std::size_t batch_ids_;
  std::size_t batch_titles_;
};

}  // namespace bibmill
