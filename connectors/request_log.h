// RequestLog: who wants to see each request as it ends (-v, tests). Called on the io thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "normalizers/base/error.h"
#include "normalizers/model/source_id.h"

namespace bibmill {

struct RequestNote {
  SourceId source = SourceId::input;
  std::string url;                 ///< without contact address and key: may be shown
  int status = 0;                  ///< 0 when no response came
  std::optional<ErrorKind> error;  ///< transport, or what the status stands for
  std::chrono::milliseconds elapsed{};
  std::size_t bytes = 0;          ///< of the body, unpacked
  std::vector<std::string> keys;  ///< the questions it was sent for, "doi:10.1145/…"
};

class RequestLog {
 public:
  virtual ~RequestLog() = default;
  virtual void request_done(const RequestNote& note) = 0;
};

}  // namespace bibmill
