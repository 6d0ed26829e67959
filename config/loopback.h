// Which hosts are this machine: only to them is plain http accepted (CONTRACTS §2), in settings and in redirects.
#pragma once

#include <string_view>

namespace bibmill {

/// "localhost", 127.0.0.0/8 in dotted form, "[::1]". Names are not looked up.
bool is_loopback_host(std::string_view host);

/// The host of an absolute URL, IPv6 with its brackets, without user and port; empty when there is none.
std::string_view url_host(std::string_view url);

}  // namespace bibmill
