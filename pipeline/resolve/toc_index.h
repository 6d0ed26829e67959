// TocIndex: a venue's table of contents, ready to be searched by many entries. A title is looked up by its rarest
// words, so that one entry costs the same in a table of forty papers and of six thousand. Immutable; used on the io
// thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "connectors/source.h"

namespace bibmill {

class TocIndex {
 public:
  explicit TocIndex(std::shared_ptr<const Answer> toc);

  /// At most `most` records that share the most of `title`'s words, weighted by rarity; none that shares less than a
  /// third of the weight. In a fixed order: best first, then as in the table. The matcher decides about them.
  std::vector<SourceRecord> nearest(std::string_view title, std::size_t most) const;

  std::size_t size() const { return toc_->records.size(); }

 private:
  std::shared_ptr<const Answer> toc_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> records_by_word_;
};

}  // namespace bibmill
