#include "connectors/http/circuit.h"

#include <algorithm>

namespace bibmill {
namespace {

constexpr std::size_t kRecent = 20;
constexpr int kMostDoublings = 20;

}  // namespace

void Circuit::success(const std::string& form) {
  consecutive_ = 0;
  streaks_.erase(form);
  remember(true);
  if (!blamed_.empty() && blamed_ != form) return;
  pauses_ = 0;
  open_until_ = {};
  blamed_.clear();
}

void Circuit::failure(WallTime now) {
  // It set out before the circuit opened and tells nothing new.
  if (now < open_until_) return;
  ++consecutive_;
  remember(false);
  // A failed probe opens again at once.
  if (consecutive_ >= limits_.failures || half_failed() || pauses_ > 0) rest(now, {});
}

void Circuit::bad_answer(WallTime now, const std::string& form, std::size_t questions) {
  if (now < open_until_) return;
  if (questions == 1) remember(false);
  if (++streaks_[form] >= limits_.failures || half_failed() || pauses_ > 0) rest(now, form);
}

void Circuit::remember(bool succeeded) {
  recent_.push_back(succeeded);
  if (recent_.size() > kRecent) recent_.pop_front();
}

bool Circuit::half_failed() const {
  const auto failed = static_cast<std::size_t>(std::ranges::count(recent_, false));
  return recent_.size() == kRecent && failed * 2 >= kRecent;
}

void Circuit::rest(WallTime now, const std::string& form) {
  blamed_ = form;
  const auto doubled = limits_.pause * (1LL << std::min(pauses_, kMostDoublings));
  open(now + std::min<std::chrono::milliseconds>(doubled, limits_.pause_cap));
}

void Circuit::blocked(WallTime now) { open(now + limits_.wall); }

void Circuit::open(WallTime until) {
  open_until_ = std::max(open_until_, until);
  ++pauses_;
  consecutive_ = 0;
  recent_.clear();
  streaks_.clear();
}

void Circuit::restore(WallTime open_until, int pauses) {
  open_until_ = open_until;
  pauses_ = pauses;
}

}  // namespace bibmill
