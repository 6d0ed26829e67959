// RequestLogger: the log of -v: each request with its redacted URL, status, time, and what it answered for (spdlog,
// stderr).
#pragma once

#include <memory>
#include <string>

#include "connectors/request_log.h"

namespace spdlog {
class logger;
}

namespace bibmill {

class RequestLogger final : public RequestLog {
 public:
  /// 0: only notes; 1: a line a request, with its first keys; 2: also all its keys. `quiet`: nothing at all.
  RequestLogger(int verbosity, bool quiet);
  ~RequestLogger() override;

  void request_done(const RequestNote& note) override;
  /// Something a person should know: a cache moved aside, a replay file skipped.
  void note(const std::string& text);

 private:
  int verbosity_;
  std::shared_ptr<spdlog::logger> logger_;
};

/// "crossref 200 in 132 ms, 87 kB, 42 questions: https://api.crossref.org/works?… [doi:10.1145/1, …]"
std::string describe_request(const RequestNote& note, int verbosity);

}  // namespace bibmill
