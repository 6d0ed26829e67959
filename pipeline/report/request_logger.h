// RequestLogger: the log of -v: each request with its redacted URL, status, time, and what it answered for (spdlog,
// stderr), as text or as JSON.
#pragma once

#include <memory>
#include <string>

#include "connectors/request_log.h"
#include "pipeline/report/log_line.h"

namespace spdlog {
class logger;
}

namespace bibmill {

class RequestLogger final : public RequestLog {
 public:
  /// 0: only notes; 1: a line a request, with its first keys; 2: also all its keys. `quiet`: nothing at all.
  RequestLogger(int verbosity, bool quiet, LogFormat format = LogFormat::text);
  ~RequestLogger() override;

  void request_done(const RequestNote& note) override;
  /// Something a person should know: a cache moved aside, a replay file skipped.
  void note(const std::string& text);

 private:
  int verbosity_;
  LogFormat format_;
  std::shared_ptr<spdlog::logger> logger_;
};

/// "crossref 200 in 132 ms, 87 kB, 42 questions: https://api.crossref.org/works?… [doi:10.1145/1, …]"
std::string describe_request(const RequestNote& note, int verbosity);

/// The same as a JSON log line: source, status, error, elapsed_ms, bytes, questions, url, keys (at 1 the first).
std::string request_line(const RequestNote& note, int verbosity, Clock::WallTime now);

}  // namespace bibmill
