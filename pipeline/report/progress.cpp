#include "pipeline/report/progress.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>

namespace bibmill {
namespace {

using namespace std::chrono_literals;

void print(const std::string& text) {
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
}

constexpr const char* kClearLine = "\r\x1b[2K";

}  // namespace

struct ProgressReporter::State {
  State(ProgressOptions options_in, std::size_t entries_in, SourceStack& stack_in)
      : options(options_in), entries(entries_in), stack(&stack_in) {}
  ProgressOptions options;
  std::size_t entries;
  std::size_t done = 0;
  bool ended = false;
  SourceStack* stack;
};

ProgressReporter::ProgressReporter(ProgressOptions options, std::size_t entries, SourceStack& stack)
    : state_(std::make_shared<State>(options, entries, stack)) {
  if (options.enabled) stack.loop().spawn(report(state_));
}

ProgressReporter::~ProgressReporter() {
  state_->ended = true;
  if (state_->options.enabled && state_->options.terminal) print(kClearLine);
}

void ProgressReporter::entry_done() { ++state_->done; }

Awaitable<void> ProgressReporter::report(std::shared_ptr<State> state) {
  const auto pause = state->options.terminal ? std::chrono::milliseconds(250) : std::chrono::milliseconds(5000);
  while (!state->ended) {
    Clock& clock = state->stack->clock();
    const Clock::TimePoint next = clock.now() + pause;
    co_await clock.sleep_until(next);
    if (state->ended) co_return;
    const std::string line = progress_line(state->done, state->entries, *state->stack);
    print(state->options.terminal ? kClearLine + line : line + "\n");
  }
}

std::string progress_line(std::size_t done, std::size_t entries, const SourceStack& stack) {
  std::string line = fmt::format("{} of {} entries", done, entries);
  const auto stats = stack.stats();
  for (const auto& [source, progress] : stack.progress()) {
    const auto found = stats.find(source);
    const std::uint64_t requests = found == stats.end() ? 0 : found->second.requests;
    if (requests == 0 && progress.queued == 0 && progress.in_flight == 0) continue;
    line += fmt::format(" · {} {} {}", to_string(source), requests, requests == 1 ? "request" : "requests");
    if (progress.in_flight > 0) line += fmt::format(", {} in flight", progress.in_flight);
    if (progress.waiting_for_grant > 0) line += fmt::format(", waits for its turn ({} questions)", progress.queued);
  }
  return line;
}

}  // namespace bibmill
