// Redirects are followed by hand, one granted request a hop: libcurl would carry custom key headers to another host and
// would go from https to http (HTTP fact sheet §5).
#pragma once

#include <optional>
#include <string_view>

#include "connectors/http/message.h"
#include "normalizers/base/result.h"

namespace bibmill {

/// Whether a response of this status sends the client to its Location.
bool is_redirect(int status);

/// The next request when `response` (301, 302, 303, 307, 308 with Location) sends us on; nullopt when it does not. Only
/// https, or plain http to a loopback host. Another scheme, host or port does not get `key_header`. Error rejected:
/// another scheme, plain http, unreadable Location.
Result<std::optional<HttpRequest>> follow_redirect(const HttpRequest& request, const HttpResponse& response,
                                                   std::string_view key_header);

}  // namespace bibmill
