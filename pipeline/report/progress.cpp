#include "pipeline/report/progress.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

using namespace std::chrono_literals;

void print(const std::string& text) {
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
}

constexpr std::size_t kReasonBytes = 80;  // the line is to stay one
constexpr const char* kClearLine = "\r\x1b[2K";

}  // namespace

struct ProgressReporter::State {
  State(ProgressOptions options_in, std::size_t entries_in, SourceStack& stack_in)
      : options(options_in), entries(entries_in), stack(&stack_in) {}
  bool rewrites() const { return options.terminal && options.format == LogFormat::text; }

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
  if (state_->options.enabled && state_->rewrites()) print(kClearLine);
}

void ProgressReporter::entry_done() { ++state_->done; }

Awaitable<void> ProgressReporter::report(std::shared_ptr<State> state) {
  const auto pause = state->rewrites() ? std::chrono::milliseconds(250) : std::chrono::milliseconds(5000);
  while (!state->ended) {
    Clock& clock = state->stack->clock();
    const Clock::TimePoint next = clock.now() + pause;
    co_await clock.sleep_until(next);
    if (state->ended) co_return;
    const std::string line = progress_line(state->done, state->entries, *state->stack);
    if (state->options.format == LogFormat::json) {
      print(json_log_line(clock.wall(), "info", line) + "\n");
    } else {
      print(state->rewrites() ? kClearLine + line : line + "\n");
    }
  }
}

std::string source_progress(SourceId source, std::uint64_t requests, const SourceProgress& progress,
                            Clock::WallTime now) {
  std::string line = fmt::format("{} {} {}", to_string(source), requests, requests == 1 ? "request" : "requests");
  if (progress.in_flight > 0) line += fmt::format(", {} in flight", progress.in_flight);
  if (progress.waiting_for_grant == 0) return line;
  const std::string questions = fmt::format("{} question{}", progress.queued, progress.queued == 1 ? "" : "s");
  if (!progress.rest) return line + fmt::format(", waits for its turn ({})", questions);
  const auto until = std::chrono::ceil<std::chrono::seconds>(progress.rest->until);
  const auto left = until - std::chrono::ceil<std::chrono::seconds>(now);
  return line + fmt::format(", left alone for another {} s, until {:%H:%M:%S} UTC: {}; {} waiting", left.count(), until,
                            printable(shorten(progress.rest->why, kReasonBytes)), questions);
}

std::string progress_line(std::size_t done, std::size_t entries, SourceStack& stack) {
  std::string line = fmt::format("{} of {} entries", done, entries);
  const auto stats = stack.stats();
  for (const auto& [source, progress] : stack.progress()) {
    const auto found = stats.find(source);
    const std::uint64_t requests = found == stats.end() ? 0 : found->second.requests;
    if (requests == 0 && progress.queued == 0 && progress.in_flight == 0) continue;
    line += " · " + source_progress(source, requests, progress, stack.clock().wall());
  }
  return line;
}

}  // namespace bibmill
