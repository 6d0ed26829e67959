#include "pipeline/report/request_logger.h"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_color_sinks.h>

#include <cstdlib>

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

}  // namespace

RequestLogger::RequestLogger(int verbosity, bool quiet) : verbosity_(verbosity) {
  const char* no_colour = std::getenv("NO_COLOR");
  const auto mode =
      no_colour != nullptr && *no_colour != '\0' ? spdlog::color_mode::never : spdlog::color_mode::automatic;
  logger_ = std::make_shared<spdlog::logger>("bibmill", std::make_shared<spdlog::sinks::stderr_color_sink_mt>(mode));
  logger_->set_pattern("%H:%M:%S.%e %^%l%$ %v");
  logger_->set_level(quiet ? spdlog::level::off : verbosity > 0 ? spdlog::level::debug : spdlog::level::info);
}

RequestLogger::~RequestLogger() = default;

void RequestLogger::request_done(const RequestNote& note) {
  if (verbosity_ == 0) return;
  const auto level = note.error || note.status >= 400 ? spdlog::level::warn : spdlog::level::debug;
  logger_->log(level, describe_request(note, verbosity_));
}

void RequestLogger::note(const std::string& text) { logger_->info(printable(text)); }

std::string describe_request(const RequestNote& note, int verbosity) {
  const std::string outcome = note.status > 0 ? std::to_string(note.status) : "no response";
  std::string text = fmt::format("{} {}", to_string(note.source), outcome);
  if (note.error) text += fmt::format(" ({})", to_string(*note.error));
  text +=
      fmt::format(" in {} ms, {} bytes, {} question{}: {}", note.elapsed.count(), note.bytes, note.keys.size(),
                  note.keys.size() == 1 ? "" : "s", printable(verbosity > 1 ? note.url : shorten(note.url, kUrlBytes)));
  if (verbosity <= 1) return text + first_keys(note.keys);
  for (const std::string& key : note.keys) text += "\n    " + printable(key);
  return text;
}

}  // namespace bibmill
