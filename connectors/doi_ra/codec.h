// doi.org's registration-agency look-up. Facts: apis/doi.md §1.
#pragma once

#include <cstddef>
#include <string>

#include "connectors/codec.h"

namespace bibmill {

struct DoiRaLimits {
  std::size_t batch = 20;               ///< subjects in one request; nothing is documented, our choice (apis/doi.md §1)
  std::size_t max_request_line = 2000;  ///< bytes; likewise
};

/// One lane, "agency", of prefixes and DOIs mixed; a DOI with a comma goes alone ("agency-single"). The answer holds
/// one line per subject: an agency, or the status of one that has none ("DOI does not exist", "Invalid DOI",
/// "Unknown"), which is absent.
class DoiRaCodec : public Codec {
 public:
  explicit DoiRaCodec(DoiRaLimits limits = {});

  SourceId source() const override { return SourceId::doi_ra; }
  bool answers(QueryKind kind) const override { return kind == QueryKind::agency; }
  Lane lane(const Ask& ask) const override;
  Encoded encode(std::span<const Ask> asks) const override;
  Result<std::vector<KeyAnswer>> decode(std::span<const Ask> asks, const HttpResponse& response) const override;
  Result<std::vector<SourceRecord>> decode_slices(const Query& query,
                                                  std::span<const std::string_view> slices) const override;

 private:
  DoiRaLimits limits_;
};

}  // namespace bibmill
