#include "connectors/http/response_check.h"

#include <algorithm>
#include <array>
#include <boost/algorithm/string/predicate.hpp>
#include <charconv>
#include <string>

#include "normalizers/text/utf8.h"

namespace bibmill {

namespace {

constexpr std::string_view kBlank = " \t\r\n\xEF\xBB\xBF";

/// Beyond this nobody looks for a wall: its marks stand in the page's head.
constexpr std::size_t kHead = 8192;

/// What the pages of bot walls say of themselves: Anubis (DBLP since September 2026), Cloudflare, captchas.
constexpr std::array<std::string_view, 8> kWallMarks = {"anubis_challenge",   ".within.website/x/", "not a bot",
                                                        "challenge-platform", "cf-browser-verific", "just a moment...",
                                                        "are you a robot",    "g-recaptcha"};

constexpr std::array<std::string_view, 6> kHtmlBegins = {"<!doctype html", "<html",  "<head>",
                                                         "<body",          "<title", "<script"};

constexpr long kLongestBudget = 24L * 3600;  // seconds; a larger number is a time of day as others send it (GitHub)

constexpr long kLongestRetryAfter = 365L * 24 * 3600;  // seconds; the clock's arithmetic must hold

/// Past blanks, an XML declaration and comments: XHTML begins with them, and so do the pages of some proxies.
std::string_view from_first_tag(std::string_view body) {
  while (true) {
    body.remove_prefix(std::min(body.find_first_not_of(kBlank), body.size()));
    const std::string_view end = body.starts_with("<!--") ? "-->" : body.starts_with("<?") ? "?>" : "";
    if (end.empty()) return body;
    const auto at = body.find(end);
    if (at == std::string_view::npos) return {};
    body.remove_prefix(at + end.size());
  }
}

bool is_html(std::string_view body) {
  const std::string_view begin = from_first_tag(body);
  return std::ranges::any_of(kHtmlBegins,
                             [&](std::string_view tag) { return boost::algorithm::istarts_with(begin, tag); });
}

/// A web page that says that it is there to keep programs out, whatever its status.
bool is_wall(std::string_view body) {
  if (!is_html(body)) return false;
  const std::string_view head = body.substr(0, kHead);
  return std::ranges::any_of(kWallMarks,
                             [&](std::string_view mark) { return boost::algorithm::icontains(head, mark); });
}

std::string status_text(const HttpResponse& response) {
  return "the source answered with status " + std::to_string(response.status);
}

std::optional<long> whole_seconds(const HttpResponse& response, std::string_view header) {
  const auto value = response.headers.find(header);
  if (!value) return std::nullopt;
  long seconds = 0;
  const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), seconds);
  if (error != std::errc() || end != value->data() + value->size() || seconds < 0) return std::nullopt;
  return seconds;
}

/// The seconds until a budget that is used up is new (OpenAlex). With something left of it, 429 means the pace alone.
std::optional<long> budget_reset(const HttpResponse& response) {
  const auto reset = whole_seconds(response, "X-RateLimit-Reset");
  const auto remaining = response.headers.find("X-RateLimit-Remaining");
  const bool used_up = remaining ? remaining->starts_with("0") : !response.headers.find("Retry-After");
  return used_up && reset && *reset <= kLongestBudget ? reset : std::nullopt;
}

/// Retry-After as delta-seconds; the transport turns HTTP-dates into seconds.
std::optional<std::chrono::milliseconds> retry_after(const HttpResponse& response) {
  const auto asked = std::max(whole_seconds(response, "Retry-After"), budget_reset(response));
  if (!asked) return std::nullopt;
  return std::chrono::seconds(std::min(*asked, kLongestRetryAfter));
}

Error with_retry_after(ErrorKind kind, const HttpResponse& response) {
  Error error(kind, status_text(response));
  error.retry_after = retry_after(response);
  return error;
}

/// Media types as "application/json" of "application/json;q=0.9"; a structured suffix counts
/// ("application/vnd.api+json" is JSON).
std::string_view family(std::string_view media) {
  if (boost::algorithm::icontains(media, "json")) return "json";
  if (boost::algorithm::icontains(media, "xml")) return "xml";
  return "other";
}

/// Letters beyond ASCII, and not one of them is UTF-8. A record that was damaged on its way into the source stands
/// among letters that are.
bool is_in_another_encoding(std::string_view body) {
  bool other = false;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t begin = at;
    const bool damaged = next_code_point(body, at) == kReplacement && at - begin == 1;
    if (!damaged && at - begin > 1) return false;
    other = other || damaged;
  }
  return other;
}

}  // namespace

std::optional<Error> check_response(const HttpResponse& response, std::string_view accept) {
  const int status = response.status;
  const bool html_is_asked_for = boost::algorithm::icontains(accept, "html");
  if (!html_is_asked_for && is_wall(response.body)) {
    return Error(ErrorKind::blocked, status_text(response) + ": a bot wall, which is not for programs to pass");
  }
  if (status == 429) return with_retry_after(ErrorKind::rate_limited, response);
  if (status == 408 || status == 425 || status >= 500) return with_retry_after(ErrorKind::server, response);
  if (status == 401 || status == 403) return Error(ErrorKind::blocked, status_text(response));
  if (status == 400 || status == 404 || status == 410 || status == 413 || status == 414 || status == 422)
    return std::nullopt;
  if (status < 200 || status >= 300) return Error(ErrorKind::rejected, status_text(response));
  if (!html_is_asked_for && is_html(response.body)) {
    return Error(ErrorKind::blocked, "the source answered with a web page in place of data (a bot wall)");
  }
  if (response.body.find_first_not_of(kBlank) == std::string::npos)
    return Error(ErrorKind::server, "the source answered with an empty body");
  const auto type = response.headers.find("Content-Type");
  const std::string_view wanted = family(accept);
  if (type && wanted != "other" && family(*type) != "other" && family(*type) != wanted) {
    return Error(ErrorKind::server, "the source answered with another content type than asked for");
  }
  if (is_in_another_encoding(response.body))
    return Error(ErrorKind::decode, "the source answered in another encoding than UTF-8");
  return std::nullopt;
}

}  // namespace bibmill
