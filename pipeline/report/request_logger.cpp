#include "pipeline/report/request_logger.h"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_color_sinks.h>

#include <algorithm>
#include <cstdlib>

#include "connectors/async/system_clock.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

/// Long lists of DOIs say nothing after the first few.
constexpr std::size_t kUrlBytes = 160;
constexpr std::size_t kKeysShown = 3;

/// " [doi:10.1145/1, doi:10.1145/2, doi:10.1145/3, …]"
std::string first_keys(const std::vector<std::string>& keys) {
  if (keys.empty()) return {};
  std::string text;
  for (std::size_t i = 0; i < keys.size() && i < kKeysShown; ++i) {
    if (i > 0) text += ", ";
    text += printable(keys[i]);
  }
  if (keys.size() > kKeysShown) text += ", …";
  return " [" + text + "]";
}

bool is_bad(const RequestNote& note) { return note.error || note.status >= 400; }

/// "crossref 200 (decode)"
std::string outcome_of(const RequestNote& note) {
  const std::string outcome = note.status > 0 ? std::to_string(note.status) : "no response";
  const std::string error = note.error ? fmt::format(" ({})", to_string(*note.error)) : "";
  return fmt::format("{} {}{}", to_string(note.source), outcome, error);
}

}  // namespace

RequestLogger::RequestLogger(int verbosity, bool quiet, LogFormat format) : verbosity_(verbosity), format_(format) {
  const char* no_colour = std::getenv("NO_COLOR");
  const auto mode =
      no_colour != nullptr && *no_colour != '\0' ? spdlog::color_mode::never : spdlog::color_mode::automatic;
  logger_ = std::make_shared<spdlog::logger>("bibmill", std::make_shared<spdlog::sinks::stderr_color_sink_mt>(mode));
  logger_->set_pattern(format == LogFormat::json ? "%v" : "%H:%M:%S.%e %^%l%$ %v");
  logger_->set_level(quiet ? spdlog::level::off : verbosity > 0 ? spdlog::level::debug : spdlog::level::info);
}

RequestLogger::~RequestLogger() = default;

void RequestLogger::request_done(const RequestNote& note) {
  if (verbosity_ == 0) return;
  const auto level = is_bad(note) ? spdlog::level::warn : spdlog::level::debug;
  logger_->log(level, format_ == LogFormat::json ? request_line(note, verbosity_, SystemClock().wall())
                                                 : describe_request(note, verbosity_));
}

void RequestLogger::note(const std::string& text) {
  logger_->info(format_ == LogFormat::json ? json_log_line(SystemClock().wall(), "info", text) : printable(text));
}

std::string describe_request(const RequestNote& note, int verbosity) {
  std::string text = fmt::format("{} in {} ms, {} bytes, {} question{}: {}", outcome_of(note), note.elapsed.count(),
                                 note.bytes, note.keys.size(), note.keys.size() == 1 ? "" : "s",
                                 printable(verbosity > 1 ? note.url : shorten(note.url, kUrlBytes)));
  if (verbosity <= 1) return text + first_keys(note.keys);
  for (const std::string& key : note.keys) text += "\n    " + printable(key);
  return text;
}

std::string request_line(const RequestNote& note, int verbosity, Clock::WallTime now) {
  const auto members = [&](JsonWriter& json) {
    json.member("source", to_string(note.source));
    if (note.status > 0) json.member("status", note.status);
    if (note.error) json.member("error", to_string(*note.error));
    json.member("elapsed_ms", note.elapsed.count());
    json.member("bytes", note.bytes);
    json.member("questions", note.keys.size());
    json.member("url", note.url);
    std::vector<std::string> keys = note.keys;
    if (verbosity <= 1 && keys.size() > kKeysShown) keys.resize(kKeysShown);
    json.member("keys", keys);
  };
  return json_log_line(now, is_bad(note) ? "warning" : "debug", outcome_of(note), members);
}

}  // namespace bibmill
