// The venue table against the labelled corpus of DBLP records.
#include <algorithm>
#include <filesystem>
#include <set>

#include "config/venues.h"
#include "tests/quality/dblp_corpus.h"

namespace bibmill::quality {
namespace {

/// "conf/eurosys" of "conf/eurosys/Lee26" or "conf/eurosys/eurosys{year}".
std::string stream_of(const std::string& path) { return path.substr(0, path.find('/', path.find('/') + 1)); }

/// No venues: preprints, and workshops of which the corpus has a single year.
bool is_no_venue(const std::string& stream) { return stream == "journals/corr" || stream == "conf/iccvw"; }

TEST(VenueStreams, EveryVenueOfTheCorpusIsInTheTable) {
  const auto records = dblp_corpus(std::filesystem::path(BIBMILL_SHARED_DIR) / "corpus");
  if (records.empty()) GTEST_SKIP() << "no corpus in " << BIBMILL_SHARED_DIR;
  std::set<std::string> known;
  for (const VenueRow& row : shipped_venues()) known.insert(stream_of(row.toc));
  std::set<std::string> streams;
  for (const SourceRecord& record : records) streams.insert(stream_of(record.record_id));
  EXPECT_GT(streams.size(), 20u);
  for (const std::string& stream : streams) EXPECT_TRUE(known.contains(stream) || is_no_venue(stream)) << stream;
}

}  // namespace
}  // namespace bibmill::quality
