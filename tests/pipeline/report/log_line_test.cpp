#include "pipeline/report/log_line.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "pipeline/report/request_logger.h"
#include "pipeline/report/run_report.h"

namespace bibmill {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr Clock::WallTime kNow = Clock::WallTime(1'800'000'000s + 45ms);

TEST(LogLine, IsOneJsonObjectOnOneLine) {
  const std::string line = json_log_line(kNow, "error", "two\nlines \x1b[31m \"quoted\"");
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(line.find('\x1b'), std::string::npos);
  const json read = json::parse(line);
  EXPECT_EQ(read.at("time").get<std::string>(), "2027-01-15T08:00:00.045Z");
  EXPECT_EQ(read.at("level").get<std::string>(), "error");
  EXPECT_EQ(read.at("message").get<std::string>(), "two\nlines \x1b[31m \"quoted\"");
}

TEST(LogLine, OfARequestHasItsFigures) {
  RequestNote note;
  note.source = SourceId::crossref;
  note.url = "https://source.example/works?filter=doi:1";
  note.status = 503;
  note.error = ErrorKind::server;
  note.elapsed = 132ms;
  note.bytes = 87;
  for (int i = 1; i <= 42; ++i) note.keys.push_back("doi:10.5555/" + std::to_string(i));
  const json read = json::parse(request_line(note, 1, kNow));
  EXPECT_EQ(read.at("level").get<std::string>(), "warning");
  EXPECT_EQ(read.at("source").get<std::string>(), "crossref");
  EXPECT_EQ(read.at("status").get<int>(), 503);
  EXPECT_EQ(read.at("error").get<std::string>(), "server");
  EXPECT_EQ(read.at("elapsed_ms").get<int>(), 132);
  EXPECT_EQ(read.at("bytes").get<int>(), 87);
  EXPECT_EQ(read.at("questions").get<int>(), 42);
  EXPECT_EQ(read.at("url").get<std::string>(), note.url);
  EXPECT_EQ(read.at("keys").size(), 3u);
  EXPECT_EQ(json::parse(request_line(note, 2, kNow)).at("keys").size(), 42u);
}

TEST(LogLine, OfARequestWithoutAResponseHasNoStatus) {
  RequestNote note;
  note.source = SourceId::arxiv;
  note.error = ErrorKind::timeout;
  const json read = json::parse(request_line(note, 1, kNow));
  EXPECT_FALSE(read.contains("status"));
  EXPECT_EQ(read.at("message").get<std::string>(), "arxiv no response (timeout)");
}

TEST(LogLine, OfTheEndHasTheCounts) {
  RunReport report;
  report.entries = 42;
  report.by_status[Status::resolved] = 40;
  report.sources[SourceId::crossref].requests = 3;
  report.wall_s = 1.5;
  const json read = json::parse(finished_line(report, 1, kNow));
  EXPECT_EQ(read.at("entries").get<int>(), 42);
  EXPECT_EQ(read.at("resolved").get<int>(), 40);
  EXPECT_EQ(read.at("failed").get<int>(), 0);
  EXPECT_EQ(read.at("requests").get<int>(), 3);
  EXPECT_EQ(read.at("exit_code").get<int>(), 1);
  EXPECT_EQ(read.at("wall_s").get<double>(), 1.5);
}

}  // namespace
}  // namespace bibmill
