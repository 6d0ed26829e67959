// ResponseRecorder: who keeps responses that were not received just now but answer a question of this run all the same
// (--record, answers of the cache). Used on the io thread.
#pragma once

#include <string>

#include "connectors/http/message.h"
#include "normalizers/base/result.h"

namespace bibmill {

class ResponseRecorder {
 public:
  virtual ~ResponseRecorder() = default;
  /// `url`: what was asked; contact addresses and keys in it are left out. Error storage.
  virtual Result<void> keep(SourceId source, const std::string& url, const HttpResponse& response) = 0;
};

}  // namespace bibmill
