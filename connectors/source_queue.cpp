#include "connectors/source_queue.h"

#include <algorithm>
#include <utility>

namespace bibmill {

void SourceQueue::push(const Lane& lane, const PendingPtr& pending) {
  if (pending->arrival == 0) pending->arrival = ++arrivals_;
  Waiting& waiting = lanes_[lane.name];
  waiting.lane = lane;
  waiting.questions.emplace(place_of(*pending), pending);
}

void SourceQueue::remove(const std::string& lane, const PendingPtr& pending) {
  if (const auto found = lanes_.find(lane); found != lanes_.end()) found->second.questions.erase(place_of(*pending));
}

const SourceQueue::Waiting* SourceQueue::find(const std::string& lane) const {
  const auto found = lanes_.find(lane);
  return found == lanes_.end() ? nullptr : &found->second;
}

std::vector<PendingPtr> SourceQueue::next_batch(const std::string& lane, Clock::TimePoint now) const {
  std::vector<PendingPtr> batch;
  const Waiting* const waiting = find(lane);
  if (waiting == nullptr) return batch;
  std::size_t most = std::max<std::size_t>(waiting->lane.batch, 1);
  for (const auto& [place, pending] : waiting->questions) {
    if (batch.size() == most) break;
    if (pending->not_before > now) continue;
    // Halves stay among themselves: a question that spoils batches must not spoil those of new arrivals.
    if (!batch.empty() && pending->share != batch.front()->share) continue;
    if (batch.empty()) most = std::min(most, std::max<std::size_t>(pending->share, 1));
    batch.push_back(pending);
  }
  return batch;
}

bool SourceQueue::is_full(const std::string& lane, Clock::TimePoint now) const {
  const Waiting* const waiting = find(lane);
  const auto batch = next_batch(lane, now);
  return !batch.empty() && batch.size() >= std::min(waiting->lane.batch, batch.front()->share);
}

std::optional<Clock::TimePoint> SourceQueue::oldest_arrival(const std::string& lane, Clock::TimePoint now) const {
  std::optional<Clock::TimePoint> oldest;
  const Waiting* const waiting = find(lane);
  if (waiting == nullptr) return oldest;
  for (const auto& [place, pending] : waiting->questions) {
    if (pending->not_before <= now) oldest = std::min(oldest.value_or(pending->arrived), pending->arrived);
  }
  return oldest;
}

std::optional<Clock::TimePoint> SourceQueue::next_embargo(const std::string& lane, Clock::TimePoint now) const {
  std::optional<Clock::TimePoint> next;
  const Waiting* const waiting = find(lane);
  if (waiting == nullptr) return next;
  for (const auto& [place, pending] : waiting->questions) {
    if (pending->not_before > now) next = std::min(next.value_or(pending->not_before), pending->not_before);
  }
  return next;
}

std::vector<PendingPtr> SourceQueue::drain(const std::string& lane) {
  std::vector<PendingPtr> all;
  const auto found = lanes_.find(lane);
  if (found == lanes_.end()) return all;
  for (auto& [place, pending] : found->second.questions) all.push_back(pending);
  found->second.questions.clear();
  return all;
}

const Lane* SourceQueue::lane(const std::string& name) const {
  const Waiting* const waiting = find(name);
  return waiting == nullptr ? nullptr : &waiting->lane;
}

std::vector<std::string> SourceQueue::lanes() const {
  std::vector<std::string> names;
  for (const auto& [name, waiting] : lanes_) names.push_back(name);
  return names;
}

std::size_t SourceQueue::size() const {
  std::size_t count = 0;
  for (const auto& [name, waiting] : lanes_) count += waiting.questions.size();
  return count;
}

}  // namespace bibmill
