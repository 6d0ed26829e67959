// Request targets, taken apart and put together: percent-encoding (RFC 3986 §2.1), query strings, the length of a
// request line. Pure, thread-safe, never fails: what is malformed stays as it is.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "normalizers/ids/url_parts.h"  // percent_decode

namespace bibmill {

/// Everything but unreserved characters (A-Z a-z 0-9 - . _ ~) becomes %XX, so that the result fits into a path segment
/// and into a query value alike. Encodes exactly once: "%" becomes "%25".
std::string percent_encode(std::string_view text);

/// A request target: "/works?filter=doi:a&rows=2" (origin form, RFC 9112 §3.2.1). A fragment is dropped.
struct Target {
  std::string path;  ///< percent-decoded, with the leading slash
  std::vector<std::pair<std::string, std::string>>
      parameters;  ///< decoded, in order; "+" is a blank in them (HTML form encoding)

  /// The first value of a parameter; nullopt when it is not given.
  std::optional<std::string_view> find(std::string_view name) const;
  bool operator==(const Target&) const = default;
};

Target parse_target(std::string_view target);

/// Bytes of "GET <target> HTTP/1.1", which is what servers and proxies limit.
std::size_t request_line_length(std::string_view target);

/// `text` cut at each `separator`; empty pieces are left out. The pieces point into `text`, so a temporary string is
/// refused.
std::vector<std::string_view> split(std::string_view text, char separator);
template <std::same_as<std::string> Temporary>
std::vector<std::string_view> split(Temporary&& text, char separator) = delete;

}  // namespace bibmill
