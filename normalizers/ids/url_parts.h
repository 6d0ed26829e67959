// URLs as identifiers meet them: taken apart leniently (the scheme may be missing), never fetched. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bibmill {

struct UrlParts {
  std::string host;  ///< lower-case, without user, port and "www."
  std::string path;  ///< as written, begins with '/' or is empty
  std::string query;
  std::string fragment;
};

/// The URL that `text` begins with: "https://host/path?query#fragment", "//host/path" or "host.tld/path". nullopt when
/// there is no host.
std::optional<UrlParts> split_url(std::string_view text);

/// `host` is `site` or below it, also behind a library proxy: "dl.acm.org", "m.dl.acm.org", "dl.acm.org.proxy.x.edu",
/// "dl-acm-org.proxy.x.edu".
bool host_is(std::string_view host, std::string_view site);

/// %XX decoded once; malformed escapes stay.
std::string percent_decode(std::string_view text);

/// `text` without zero-width characters and controls, malformed bytes and white space as one blank, and no longer than
/// an identifier with its surroundings can reasonably be (4 kB; the rest is cut off).
std::string identifier_text(std::string_view text);

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);

/// Position of `needle` (lower-case ASCII) in `text`, ASCII case ignored; npos when absent.
std::size_t find_ignoring_case(std::string_view text, std::string_view needle, std::size_t from = 0);

}  // namespace bibmill
