// A line of the log as a JSON object, for programs that collect logs (--log-format json). Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "connectors/async/clock.h"
#include "pipeline/record_json/json_writer.h"

namespace bibmill {

enum class LogFormat : std::uint8_t { text, json };

/// {"time":"2026-11-24T15:48:58.123Z","level":"info","message":"…",…}, without an end of line: RFC 3339, UTC; `level`
/// is debug, info, warning or error. Control characters and what hides text are escaped, line ends in the message too.
/// `members` adds others.
std::string json_log_line(Clock::WallTime time, std::string_view level, std::string_view message,
                          const std::function<void(JsonWriter&)>& members = {});

}  // namespace bibmill
