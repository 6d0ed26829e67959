#include "connectors/replay/replay_file.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "connectors/replay/replay_headers.h"
#include "connectors/wire/url.h"

namespace bibmill {

namespace {

constexpr int kGood = 200;

/// The next line without its end; `text` is moved behind it.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::optional<int> read_status(std::string_view text) {
  int status = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), status);
  if (error != std::errc() || status < 100 || status > 599) return std::nullopt;
  return status;
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool read_header(ReplayFile& file, std::string_view line) {
  if (line.starts_with("HTTP/")) {
    const auto words = split(line, ' ');
    const auto status = words.size() > 1 ? read_status(words[1]) : std::nullopt;
    if (status) file.response.status = *status;
    file.status_given = status.has_value();
    return status.has_value();
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  file.response.headers.add(std::string(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1))));
  return true;
}

}  // namespace

std::string_view target_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos || url.starts_with('/')) return url;
  const auto path = url.find_first_of("/?", scheme + 3);
  return path == std::string_view::npos ? std::string_view("/") : url.substr(path);
}

Result<ReplayFile> read_replay_file(std::string_view text) {
  ReplayFile file;
  file.response.status = kGood;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string_view whole = text;
  std::string_view request = trimmed(take_line(text));
  if (!request.starts_with("GET "))
    return fail(ErrorKind::input, "line 1 is not a request line (GET <target> HTTP/1.1)");
  request = trimmed(request.substr(4));
  request = trimmed(request.substr(0, request.rfind(" HTTP/")));  // blanks within are a person's: they stay
  file.request.target = target_of(request);
  if (!file.request.target.starts_with('/'))
    return fail(ErrorKind::input, "line 1: the target does not begin with a slash");
  for (int number = 2;; ++number) {
    if (text.empty()) return fail(ErrorKind::input, "there is no empty line between headers and body");
    const auto line = take_line(text);
    if (whole.size() - text.size() > kLongestReplayHead) {
      return fail(ErrorKind::input, fmt::format("there is no empty line between headers and body in its first {} bytes",
                                                kLongestReplayHead));
    }
    if (line.empty()) break;
    if (!read_header(file, line))
      return fail(ErrorKind::input, fmt::format("line {} is not a header field (Name: value)", number));
  }
  if (const auto status = file.response.headers.find(kStatusHeader)) {
    const auto number = read_status(*status);
    if (!number) return fail(ErrorKind::input, fmt::format("{} is no HTTP status", kStatusHeader));
    file.response.status = *number;
    file.status_given = true;
  }
  file.response.body = text;
  return file;
}

std::string write_replay_file(const ReplayFile& file) {
  std::string text = fmt::format("GET {} HTTP/1.1\n", file.request.target);
  for (const auto& [name, value] : file.response.headers.fields()) text += fmt::format("{}: {}\n", name, value);
  if (file.response.status != kGood) text += fmt::format("{}: {}\n", kStatusHeader, file.response.status);
  return text + "\n" + file.response.body;
}

}  // namespace bibmill
