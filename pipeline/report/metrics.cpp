#include "pipeline/report/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string_view>

namespace bibmill {
namespace {

std::int64_t seconds(Clock::WallTime time) {
  return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

/// Appends metrics, each with its HELP and TYPE lines before its samples.
class Exposition {
 public:
  void begin(std::string_view name, std::string_view help) {
    name_ = fmt::format("bibmill_{}", name);
    text_ += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", name_, help);
  }
  template <class Number>
  void sample(Number value) {
    text_ += fmt::format("{} {}\n", name_, value);
  }
  /// Labels and their values are names of ours: nothing in them needs an escape.
  template <class Number>
  void sample(std::string_view label, std::string_view of, Number value) {
    text_ += fmt::format("{}{{{}=\"{}\"}} {}\n", name_, label, of, value);
  }
  std::string text() && { return std::move(text_); }

 private:
  std::string name_;
  std::string text_;
};

void add_entries(Exposition& page, const RunReport& report) {
  page.begin("entries", "Entries of the list by status.");
  for (const Status status : kStatuses) {
    const auto count = report.by_status.find(status);
    page.sample("status", to_string(status), count == report.by_status.end() ? 0 : count->second);
  }
  page.begin("entries_rejected", "Lines and files that could not be read or trusted.");
  page.sample(report.rejects.size());
  page.begin("entries_waiting", "Entries that the run's limit left for the next run.");
  page.sample(report.waiting);
}

void add_sources(Exposition& page, const RunReport& report) {
  struct Row {
    std::string_view name;
    std::string_view help;
    std::uint64_t SourceNumbers::* number;
  };
  static constexpr Row kRows[] = {
      {"run_requests", "Requests of the last run, redirects and retries included.", &SourceNumbers::requests},
      {"run_failed_requests", "Requests of the last run that brought nothing that can be used.",
       &SourceNumbers::failures},
      {"run_retries", "Requests of the last run that were sent again after a failed attempt.", &SourceNumbers::retries},
      {"run_cache_hits", "Questions of the last run that the cache answered.", &SourceNumbers::cache_hits},
      {"run_received_bytes", "Bytes of the answers of the last run, unpacked.", &SourceNumbers::bytes},
  };
  for (const Row& row : kRows) {
    page.begin(row.name, row.help);
    for (const auto& [source, numbers] : report.sources) page.sample("source", to_string(source), numbers.*row.number);
  }
}

void add_times(Exposition& page, const RunReport& report, Clock::WallTime now) {
  page.begin("run_duration_seconds", "How long the last run took.");
  page.sample(report.wall_s);
  page.begin("run_timestamp_seconds", "When the last run ended, in seconds since 1970.");
  page.sample(seconds(now));
  if (report.last_success) {
    page.begin("last_success_timestamp_seconds",
               "When the last run began that ended well (exit code 0 or 1), in seconds since 1970.");
    page.sample(*report.last_success);
  }
  if (report.unresolved_since) {
    page.begin("oldest_unresolved_age_seconds", "For how long the oldest unresolved entry has been so.");
    page.sample(std::max<std::int64_t>(0, seconds(now) - *report.unresolved_since));
  }
}

}  // namespace

std::string metrics_text(const RunReport& report, Clock::WallTime now) {
  Exposition page;
  add_entries(page, report);
  add_sources(page, report);
  add_times(page, report, now);
  return std::move(page).text();
}

}  // namespace bibmill
