// Response check: the failures every source can have, told apart before a codec sees the response. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "connectors/http/message.h"
#include "normalizers/base/error.h"

namespace bibmill {

/// The error a response stands for whatever its source, or nullopt when it is the codec's to read: 2xx with the content
/// type asked for, and what a codec understands itself (400, 404, 410, 413, 414, 422). rate_limited: 429, with what
/// Retry-After asks for, or until X-RateLimit-Reset where a daily budget is used up. server: 408, 425, 5xx, another
/// content type with a good status, an empty body. decode: another encoding than UTF-8. blocked: 401, 403, bot walls
/// whatever their status (DBLP's comes with 200 and 500), any web page with a good status. `accept` is the Accept
/// header of the request.
std::optional<Error> check_response(const HttpResponse& response, std::string_view accept);

}  // namespace bibmill
