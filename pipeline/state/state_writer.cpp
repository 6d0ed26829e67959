#include "pipeline/state/state_writer.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace bibmill {
namespace {

constexpr std::size_t kBatch = 256;              // some 2 MB of JSON; a transaction costs as much as 30 of its rows
constexpr std::chrono::seconds kLongestWait{2};  // what a killed run loses

}  // namespace

struct StateWriter::Work {
  explicit Work(StateStore store_in) : store(std::move(store_in)), thread([this] { run(); }) {}

  bool has_work() const { return closing || !finished.empty() || !keys.empty(); }
  bool cannot_wait() const { return closing || finished.size() >= kBatch || !keys.empty(); }

  void run() {
    std::unique_lock lock(mutex);
    while (true) {
      changed.wait(lock, [this] { return has_work(); });
      changed.wait_for(lock, kLongestWait, [this] { return cannot_wait(); });
      const std::vector<FinishedEntry> batch = std::exchange(finished, {});
      const std::vector<GivenKey> given = std::exchange(keys, {});
      const bool last = closing;
      lock.unlock();
      note(batch.empty() ? Result<void>() : store.put(batch));
      note(given.empty() ? Result<void>() : store.remember(given));
      if (last) return;
      lock.lock();
    }
  }

  void note(const Result<void>& written) {
    if (!written && !error) error = written.error();
  }

  void close() {
    {
      const std::scoped_lock lock(mutex);
      closing = true;
    }
    changed.notify_one();
    if (thread.joinable()) thread.join();
  }

  StateStore store;            // the thread's own
  std::optional<Error> error;  // the thread's own until it has ended
  std::mutex mutex;            // guards all below
  std::condition_variable changed;
  std::vector<FinishedEntry> finished;
  std::vector<GivenKey> keys;
  bool closing = false;
  std::thread thread;  // last: it uses all above
};

StateWriter::StateWriter(StateStore store) : work_(std::make_unique<Work>(std::move(store))) {}
StateWriter::StateWriter(StateWriter&&) noexcept = default;

StateWriter::~StateWriter() {
  if (work_) work_->close();
}

void StateWriter::add(FinishedEntry entry) {
  bool wake = false;
  {
    const std::scoped_lock lock(work_->mutex);
    work_->finished.push_back(std::move(entry));
    wake = work_->finished.size() == 1 || work_->finished.size() == kBatch;
  }
  if (wake) work_->changed.notify_one();
}

void StateWriter::add(std::vector<GivenKey> keys) {
  if (keys.empty()) return;
  {
    const std::scoped_lock lock(work_->mutex);
    work_->keys = std::move(keys);
  }
  work_->changed.notify_one();
}

Result<void> StateWriter::finish() {
  work_->close();
  if (work_->error) return tl::unexpected(*work_->error);
  return {};
}

}  // namespace bibmill
