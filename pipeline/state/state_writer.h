// StateWriter: brings finished entries into state.db while the run goes on, on a thread of its own, many in one
// transaction: a killed run keeps all but those of its last two seconds, whose answers are in the cache. All functions
// are called from one thread.
#pragma once

#include <memory>
#include <vector>

#include "pipeline/state/state_store.h"

namespace bibmill {

class StateWriter {
 public:
  /// `store`: a connection that nobody else uses.
  explicit StateWriter(StateStore store);
  /// Writes what is queued, also when a signal ends the run.
  ~StateWriter();
  StateWriter(StateWriter&&) noexcept;
  StateWriter& operator=(StateWriter&&) noexcept = delete;

  void add(FinishedEntry entry);
  void add(std::vector<GivenKey> keys);
  /// Waits until all is written. Error storage: the first thing that went wrong since the beginning; what came after it
  /// was tried all the same. Nothing may be added any more.
  Result<void> finish();

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace bibmill
