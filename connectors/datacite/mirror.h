// DataCite's own side: which requests it takes and what it answers. Facts: apis/datacite.md §2, §3, recorded responses.
#pragma once

#include "connectors/mirror.h"

namespace bibmill {

/// Routes: /dois/{doi} and /dois?ids=…. Pure, thread-safe.
class DataciteMirror : public Mirror {
 public:
  SourceId source() const override { return SourceId::datacite; }
  Result<std::vector<Ask>> parse(const SourceRequest& request) const override;
  HttpResponse compose(const SourceRequest& request, std::span<const MirrorAnswer> answers) const override;
  HttpResponse refusal(const SourceRequest& request, const Error& error) const override;
  /// All words of the question are in the title: its search joins words with AND.
  bool search_matches(const ByTitle& query, const SourceRecord& record) const override;
};

}  // namespace bibmill
