// OpenAlex API: works by DOI, in lists and alone. Metered: a list costs, a single work is free. Facts:
// apis/openalex.md.
#pragma once

#include <cstddef>

#include "connectors/codec.h"

namespace bibmill {

struct OpenalexLimits {
  std::size_t batch = 100;              ///< values OR-ed in one filter, and works on a page: at most 100
  std::size_t max_request_line = 4000;  ///< bytes; longer addresses are refused
};

/// Lanes: "doi-list" (filter=doi:a|b; leaves unknown DOIs out and cuts authors off at 100, both of which are asked
/// again alone) and "doi-single" (/works/doi:…; definite and free of charge). A list of one is asked as a single work.
/// A DOI with a comma or a bar cannot stand in a filter and always goes alone.
class OpenalexCodec : public Codec {
 public:
  explicit OpenalexCodec(OpenalexLimits limits = {});

  SourceId source() const override { return SourceId::openalex; }
  bool answers(QueryKind kind) const override { return kind == QueryKind::doi; }
  Lane lane(const Ask& ask) const override;
  Encoded encode(std::span<const Ask> asks) const override;
  /// A work that is found under another DOI than the one asked for is a merged one: the question's answer is absent.
  Result<std::vector<KeyAnswer>> decode(std::span<const Ask> asks, const HttpResponse& response) const override;
  Result<std::vector<SourceRecord>> decode_slices(const Query& query,
                                                  std::span<const std::string_view> slices) const override;

 private:
  OpenalexLimits limits_;
};

}  // namespace bibmill
