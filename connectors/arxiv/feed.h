// An arXiv Atom feed as a whole: its counts, its entries, or the error it carries. Facts: arXiv API user manual;
// arxiv-search sources and tests for the error feed.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "connectors/codec.h"
#include "normalizers/base/result.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

struct ArxivFeedEntry {
  SourceRecord record;
  Slice slice;  ///< of the <entry> in the body
};

struct ArxivFeed {
  std::int64_t total = 0;  ///< opensearch:totalResults: of the whole result, not of this page
  std::vector<ArxivFeedEntry> entries;

  /// The page does not hold all there is, or is the empty page that arXiv sends when its index is not ready.
  bool cut_off() const { return total > static_cast<std::int64_t>(entries.size()); }
};

/// Error rejected: the feed is arXiv's error message (status 400, and also 200 as seen in 2026). Error decode: no feed,
/// or an entry that cannot be read: nothing of a feed is dropped silently.
Result<ArxivFeed> read_arxiv_feed(std::string_view body);

}  // namespace bibmill
