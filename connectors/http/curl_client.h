// CurlClient: HttpClient over libcurl's multi interface. One thread of its own owns the multi handle (libcurl has no
// locks); requests are handed to it and their results come back to the awaiting coroutine's executor. TLS is always
// verified; only https and http.
#pragma once

#include <memory>

#include "connectors/http/client.h"

namespace bibmill {

class CurlClient final : public HttpClient {
 public:
  /// Throws std::runtime_error when libcurl cannot be used (no threads-safe resolver, no memory).
  CurlClient();
  /// Transfers that are out are abandoned, with Error cancelled. Destroy it before the loop its coroutines run on.
  ~CurlClient() override;
  CurlClient(const CurlClient&) = delete;
  CurlClient& operator=(const CurlClient&) = delete;

  Awaitable<Result<HttpResponse>> send(HttpRequest request) override;

 private:
  class Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace bibmill
