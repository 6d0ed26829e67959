#include "pipeline/report/progress.h"

#include <gtest/gtest.h>

namespace bibmill {
namespace {

using namespace std::chrono_literals;

constexpr Clock::WallTime kNow = Clock::WallTime(1'800'000'000s);  // 08:00:00 UTC

SourceProgress doing(std::size_t queued, std::size_t in_flight, std::size_t waiting, std::optional<Rest> rest = {}) {
  SourceProgress progress;
  progress.queued = queued;
  progress.in_flight = in_flight;
  progress.waiting_for_grant = waiting;
  progress.rest = std::move(rest);
  return progress;
}

TEST(SourceProgress, SaysWhatIsWaitedForAndUntilWhen) {
  const Rest garbage{kNow + 42'200ms, "the answer is no Atom feed"};
  const struct {
    std::uint64_t requests;
    SourceProgress progress;
    std::string line;
  } rows[] = {
      {1, doing(0, 0, 0), "arxiv 1 request"},
      {2, doing(5, 1, 0), "arxiv 2 requests, 1 in flight"},
      {2, doing(20, 0, 1), "arxiv 2 requests, waits for its turn (20 questions)"},
      {7, doing(1, 0, 1, garbage),
       "arxiv 7 requests, left alone for another 43 s, until 08:00:43 UTC: the answer is no Atom feed; 1 question "
       "waiting"},
      {7, doing(0, 0, 0, garbage), "arxiv 7 requests"},
  };
  for (const auto& [requests, progress, line] : rows) {
    EXPECT_EQ(source_progress(SourceId::arxiv, requests, progress, kNow), line);
  }
}

TEST(SourceProgress, ShowsNoControlsOfWhatASourceSaid) {
  const SourceProgress progress = doing(2, 0, 1, Rest{kNow + 1s, "a\x1b[31m" + std::string(500, 'x')});
  const std::string line = source_progress(SourceId::crossref, 1, progress, kNow);
  EXPECT_EQ(line.find('\x1b'), std::string::npos);
  EXPECT_LT(line.size(), 220u) << line;
}

}  // namespace
}  // namespace bibmill
