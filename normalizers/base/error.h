// Error: why something could not be done. "Not there" is never an Error: it is an empty value.
// Messages are ours (what, where, why, what to do); text a server sent is shortened and escaped before it enters one.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace bibmill {

enum class ErrorKind : std::uint8_t {
  transport,     ///< connection refused, reset, DNS, TLS
  timeout,       ///< no complete answer in time
  rate_limited,  ///< 429
  server,        ///< 5xx, soft failures (HTML in place of JSON, empty page with a positive total)
  rejected,      ///< 400, 405, 406, 414, 422: the request itself is at fault
  blocked,       ///< 401, 403, bot wall: the source must not be asked for a long while
  decode,        ///< the answer could not be read
  storage,       ///< cache, state or output could not be read or written
  cancelled,     ///< the run is being stopped
  not_recorded,  ///< an incomplete replay folder has no answer for the key
  offline,       ///< --offline, and neither cache nor local index answers
  circuit_open,  ///< the source failed too often and is left alone for now
  config,        ///< wrong setting or flag
  input,         ///< the user's file cannot be read
};

/// The stable lower-case name, as it appears in `unasked` and logs ("rate_limited").
std::string_view to_string(ErrorKind kind);

/// Has a constructor on purpose: GCC 12 destroys aggregate temporaries twice inside co_await expressions.
struct Error {
  Error(ErrorKind kind_in, std::string message_in) : kind(kind_in), message(std::move(message_in)) {}
  Error(ErrorKind kind_in, std::string message_in, std::chrono::milliseconds retry_after_in)
      : kind(kind_in), message(std::move(message_in)), retry_after(retry_after_in) {}

  ErrorKind kind;
  std::string message;
  std::optional<std::chrono::milliseconds> retry_after;  ///< what the server asked for (Retry-After), if it did

  bool operator==(const Error&) const = default;
};

}  // namespace bibmill
