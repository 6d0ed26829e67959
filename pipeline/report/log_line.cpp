#include "pipeline/report/log_line.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>

namespace bibmill {
namespace {

std::string rfc3339(Clock::WallTime time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const auto rest = std::chrono::floor<std::chrono::milliseconds>(time - seconds);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)),
                     rest.count());
}

}  // namespace

std::string json_log_line(Clock::WallTime time, std::string_view level, std::string_view message,
                          const std::function<void(JsonWriter&)>& members) {
  std::string line;
  JsonWriter json(line);
  json.begin_object();
  json.member("time", rfc3339(time));
  json.member("level", level);
  json.member("message", message);
  if (members) members(json);
  json.end_object();
  return line;
}

}  // namespace bibmill
