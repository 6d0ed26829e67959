// Crossref REST API: DOIs in lists and alone, bibliographic search, proceedings by container title. Facts:
// apis/crossref.md §2 to §5.
#pragma once

#include <cstddef>

#include "connectors/codec.h"

namespace bibmill {

struct CrossrefLimits {
  std::size_t batch = 50;  ///< DOIs in one list request (50 are verified to work)
  std::size_t max_request_line =
      4000;                     ///< bytes; the server refuses above 4,096, and the contact address still comes on top
  std::size_t search_rows = 5;  ///< records of a title search (Crossref's matching tips: 2 to 5)
};

/// Lanes: "doi-list" (filter=doi:…; leaves unknown DOIs out), "doi-single" (/works/{doi}; definite), "title" (search),
/// "proceedings" (search for the container, papers of one year only; its records carry what tells a paper: DOI, title,
/// people, container, event, date).
/// A DOI with a comma, colon or semicolon cannot stand in a filter and always goes alone. A DOI too long for the
/// request line is sent as it is, and the server's 414 is its answer.
class CrossrefCodec : public Codec {
 public:
  explicit CrossrefCodec(CrossrefLimits limits = {});

  SourceId source() const override { return SourceId::crossref; }
  bool answers(QueryKind kind) const override {
    return kind == QueryKind::doi || kind == QueryKind::title || kind == QueryKind::proceedings;
  }
  Lane lane(const Ask& ask) const override;
  Encoded encode(std::span<const Ask> asks) const override;
  Result<std::vector<KeyAnswer>> decode(std::span<const Ask> asks, const HttpResponse& response) const override;
  Result<std::vector<SourceRecord>> decode_slices(const Query& query,
                                                  std::span<const std::string_view> slices) const override;

 private:
  CrossrefLimits limits_;
};

}  // namespace bibmill
