#include "connectors/http/circuit.h"

#include <algorithm>

namespace bibmill {
namespace {

constexpr std::size_t kRecent = 20;
constexpr int kMostDoublings = 20;

}  // namespace

void Circuit::success() {
  consecutive_ = 0;
  pauses_ = 0;
  open_until_ = {};
  recent_.push_back(true);
  if (recent_.size() > kRecent) recent_.pop_front();
}

void Circuit::failure(WallTime now) {
  // It set out before the circuit opened and tells nothing new.
  if (now < open_until_) return;
  ++consecutive_;
  recent_.push_back(false);
  if (recent_.size() > kRecent) recent_.pop_front();
  const auto failed = static_cast<std::size_t>(std::ranges::count(recent_, false));
  const bool half_failed = recent_.size() == kRecent && failed * 2 >= kRecent;
  // A failed probe opens again at once.
  if (consecutive_ < limits_.failures && !half_failed && pauses_ == 0) return;
  const auto doubled = limits_.pause * (1LL << std::min(pauses_, kMostDoublings));
  open(now + std::min<std::chrono::milliseconds>(doubled, limits_.pause_cap));
}

void Circuit::blocked(WallTime now) { open(now + limits_.wall); }

void Circuit::open(WallTime until) {
  open_until_ = std::max(open_until_, until);
  ++pauses_;
  consecutive_ = 0;
  recent_.clear();
}

void Circuit::restore(WallTime open_until, int pauses) {
  open_until_ = open_until;
  pauses_ = pauses;
}

}  // namespace bibmill
