// ProgressReporter: tells on stderr how far the resolve phase is and what is being waited for. On a terminal one line
// that is rewritten, otherwise a plain line every few seconds; silent with -q and under replay, where nothing takes
// time.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "connectors/source_stack.h"
#include "pipeline/report/log_line.h"

namespace bibmill {

struct ProgressOptions {
  bool enabled = false;
  bool terminal = false;  ///< a line that is rewritten; not in a log of JSON
  LogFormat format = LogFormat::text;
};

class ProgressReporter {
 public:
  ProgressReporter(ProgressOptions options, std::size_t entries, SourceStack& stack);
  /// Clears the line.
  ~ProgressReporter();
  ProgressReporter(const ProgressReporter&) = delete;
  ProgressReporter& operator=(const ProgressReporter&) = delete;

  void entry_done();

 private:
  struct State;
  static Awaitable<void> report(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

/// What one source does: "crossref 2 requests, 1 in flight", "arxiv 1 request, waits for its turn (20 questions)",
/// "arxiv 7 requests, left alone for another 43 s, until 14:03:20 UTC: the answer is no Atom feed; 20 questions
/// waiting".
std::string source_progress(SourceId source, std::uint64_t requests, const SourceProgress& progress,
                            Clock::WallTime now);

/// "12 of 42 entries · crossref 2 requests, 1 in flight · arxiv 1 request, waits for its turn (20 questions)".
std::string progress_line(std::size_t done, std::size_t entries, SourceStack& stack);

}  // namespace bibmill
