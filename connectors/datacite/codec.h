// DataCite REST API: DOIs in lists and alone. Facts: apis/datacite.md §2 to §4.
#pragma once

#include <cstddef>

#include "connectors/codec.h"

namespace bibmill {

struct DataciteLimits {
  std::size_t batch = 100;              ///< ids in one request (50 to 100 are in use; a page may have 1,000)
  std::size_t max_request_line = 4000;  ///< bytes; no limit is published, half of what front ends commonly take
};

/// Lanes: "doi-list" (ids=…; what is missing in a complete list is not there) and "doi-single" (/dois/{doi}), both from
/// bucket "list": DataCite counts requests, whatever they ask. A DOI with a comma cannot stand in a list.
class DataciteCodec : public Codec {
 public:
  explicit DataciteCodec(DataciteLimits limits = {});

  SourceId source() const override { return SourceId::datacite; }
  bool answers(QueryKind kind) const override { return kind == QueryKind::doi; }
  Lane lane(const Ask& ask) const override;
  Encoded encode(std::span<const Ask> asks) const override;
  Result<std::vector<KeyAnswer>> decode(std::span<const Ask> asks, const HttpResponse& response) const override;
  Result<std::vector<SourceRecord>> decode_slices(const Query& query,
                                                  std::span<const std::string_view> slices) const override;

 private:
  DataciteLimits limits_;
};

}  // namespace bibmill
