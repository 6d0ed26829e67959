// doi.org's side of the registration-agency look-up. Facts: apis/doi.md §1, recorded responses.
#pragma once

#include "connectors/mirror.h"

namespace bibmill {

/// Routes: /doiRA/{subject,…} and /ra/{subject,…}. The status is always 200; what does not exist has a line that says
/// so. Pure, thread-safe.
class DoiRaMirror : public Mirror {
 public:
  SourceId source() const override { return SourceId::doi_ra; }
  Result<std::vector<Ask>> parse(const SourceRequest& request) const override;
  HttpResponse compose(const SourceRequest& request, std::span<const MirrorAnswer> answers) const override;
  HttpResponse refusal(const SourceRequest& request, const Error& error) const override;
  bool search_matches(const ByTitle& /*query*/, const SourceRecord& /*record*/) const override { return false; }
};

}  // namespace bibmill
