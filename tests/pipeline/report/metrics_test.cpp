// The file of --metrics, read as Prometheus reads it (text exposition format 0.0.4).
#include "pipeline/report/metrics.h"

#include <gmock/gmock.h>

#include <map>
#include <regex>
#include <sstream>

namespace bibmill {
namespace {

using namespace std::chrono_literals;

constexpr Clock::WallTime kNow = Clock::WallTime(1'800'000'000s);

struct Exposition {
  std::map<std::string, double> samples;  ///< "bibmill_entries{status=\"failed\"}" → value
  std::map<std::string, std::string> types;
  std::map<std::string, std::string> helps;
  std::vector<std::string> problems;
};

/// HELP and TYPE once for each metric and before its samples, which stand together; nothing else.
Exposition parse(const std::string& text) {
  static const std::regex comment(R"(# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+))");
  static const std::regex sample(
      R"re(([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_][a-zA-Z0-9_]*="[^"\\\n]*"\})? (-?[0-9.e+-]+))re");
  Exposition read;
  std::string current;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::smatch parts;
    if (std::regex_match(line, parts, comment)) {
      auto& kind = parts[1] == "HELP" ? read.helps : read.types;
      if (!kind.emplace(parts[2], parts[3]).second) read.problems.push_back("twice: " + line);
      current = parts[2];
    } else if (std::regex_match(line, parts, sample)) {
      if (parts[1] != current || !read.types.contains(current)) read.problems.push_back("out of place: " + line);
      if (!read.samples.emplace(parts[1].str() + parts[2].str(), std::stod(parts[3])).second)
        read.problems.push_back("twice: " + line);
    } else {
      read.problems.push_back("no line of the format: " + line);
    }
  }
  if (!text.ends_with('\n')) read.problems.emplace_back("the last line has no end");
  return read;
}

RunReport some_run() {
  RunReport report;
  report.by_status = {{Status::resolved, 40}, {Status::failed, 2}};
  report.waiting = 2;
  report.sources[SourceId::crossref] = {.requests = 7, .cache_hits = 3, .retries = 1, .failures = 2, .bytes = 4096};
  report.sources[SourceId::arxiv] = {};
  report.wall_s = 12.5;
  report.unresolved_since = 1'800'000'000 - 3600;
  report.last_success = 1'799'999'000;
  return report;
}

TEST(Metrics, AreWhatPrometheusReads) {
  const Exposition read = parse(metrics_text(some_run(), kNow));
  EXPECT_THAT(read.problems, testing::IsEmpty());
  const std::pair<const char*, double> rows[] = {
      {R"(bibmill_entries{status="resolved"})", 40},
      {R"(bibmill_entries{status="ambiguous"})", 0},
      {R"(bibmill_entries{status="failed"})", 2},
      {"bibmill_entries_waiting", 2},
      {"bibmill_entries_rejected", 0},
      {R"(bibmill_run_requests{source="crossref"})", 7},
      {R"(bibmill_run_failed_requests{source="crossref"})", 2},
      {R"(bibmill_run_retries{source="crossref"})", 1},
      {R"(bibmill_run_cache_hits{source="crossref"})", 3},
      {R"(bibmill_run_received_bytes{source="crossref"})", 4096},
      {R"(bibmill_run_requests{source="arxiv"})", 0},
      {"bibmill_run_duration_seconds", 12.5},
      {"bibmill_run_timestamp_seconds", 1.8e9},
      {"bibmill_last_success_timestamp_seconds", 1'799'999'000},
      {"bibmill_oldest_unresolved_age_seconds", 3600},
  };
  for (const auto& [name, value] : rows) {
    ASSERT_TRUE(read.samples.contains(name)) << name;
    EXPECT_EQ(read.samples.at(name), value) << name;
  }
}

TEST(Metrics, EachHasHelpAndIsAGaugeOfOurPrefix) {
  const Exposition read = parse(metrics_text(some_run(), kNow));
  for (const auto& [name, type] : read.types) {
    EXPECT_EQ(type, "gauge") << name;
    EXPECT_EQ(name.rfind("bibmill_", 0), 0u) << name;
    EXPECT_TRUE(read.helps.contains(name)) << name;
    EXPECT_FALSE(name.ends_with("_total")) << name << ": that is what counters are called";
  }
}

TEST(Metrics, WhatIsNotKnownHasNoSample) {
  RunReport report = some_run();
  report.unresolved_since.reset();
  report.last_success.reset();
  const Exposition read = parse(metrics_text(report, kNow));
  EXPECT_THAT(read.problems, testing::IsEmpty());
  EXPECT_FALSE(read.samples.contains("bibmill_oldest_unresolved_age_seconds"));
  EXPECT_FALSE(read.types.contains("bibmill_last_success_timestamp_seconds"));
}

TEST(Metrics, AClockThatWasSetBackGivesNoNegativeAge) {
  RunReport report = some_run();
  report.unresolved_since = 1'800'000'100;
  EXPECT_EQ(parse(metrics_text(report, kNow)).samples.at("bibmill_oldest_unresolved_age_seconds"), 0);
}

}  // namespace
}  // namespace bibmill
