// OpenAlex's own side: which requests it takes and what it answers. Facts: apis/openalex.md, recorded responses.
#pragma once

#include "connectors/mirror.h"

namespace bibmill {

/// Routes: /works/doi:… (also as a doi.org address) and /works?filter=doi:a|b. Searches, and works by their own ids,
/// are not answered. Pure, thread-safe.
class OpenalexMirror : public Mirror {
 public:
  SourceId source() const override { return SourceId::openalex; }
  Result<std::vector<Ask>> parse(const SourceRequest& request) const override;
  /// A list cuts the authors of a work off at 100 and says so, as the source does.
  HttpResponse compose(const SourceRequest& request, std::span<const MirrorAnswer> answers) const override;
  HttpResponse refusal(const SourceRequest& request, const Error& error) const override;
  /// False: no title is ever asked.
  bool search_matches(const ByTitle& query, const SourceRecord& record) const override;
};

}  // namespace bibmill
