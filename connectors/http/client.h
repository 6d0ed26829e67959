// HttpClient: the one door to the network. Implemented by libcurl, by replay, and by the fakes of the tests.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "connectors/http/message.h"
#include "normalizers/base/result.h"

namespace bibmill {

template <class T>
using Awaitable = boost::asio::awaitable<T>;

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  /// One attempt: no retry, no redirect, no pacing. Any HTTP status is a value; only "no complete response" is an Error
  /// (transport, timeout, cancelled, decode for a body beyond max_body, not_recorded under replay).
  virtual Awaitable<Result<HttpResponse>> send(HttpRequest request) = 0;
};

}  // namespace bibmill
