#include "connectors/http/response_check.h"

#include <boost/algorithm/string/predicate.hpp>
#include <boost/algorithm/string/trim.hpp>
#include <charconv>
#include <string>

namespace bibmill {

namespace {

bool starts_like_html(std::string_view body) {
  const auto begin = body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (begin == std::string_view::npos) return false;
  const std::string_view head = body.substr(begin, 15);
  return boost::algorithm::istarts_with(head, "<!doctype html") || boost::algorithm::istarts_with(head, "<html");
}

std::string status_text(const HttpResponse& response) {
  return "the source answered with status " + std::to_string(response.status);
}

/// Retry-After as delta-seconds; the transport turns HTTP-dates into seconds.
std::optional<std::chrono::milliseconds> retry_after(const HttpResponse& response) {
  const auto value = response.headers.find("Retry-After");
  if (!value) return std::nullopt;
  long seconds = 0;
  const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), seconds);
  if (error != std::errc() || end != value->data() + value->size() || seconds < 0) return std::nullopt;
  return std::chrono::seconds(seconds);
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

}  // namespace

std::optional<Error> check_response(const HttpResponse& response, std::string_view accept) {
  const int status = response.status;
  if (status == 429) return with_retry_after(ErrorKind::rate_limited, response);
  if (status == 408 || status == 425 || status >= 500) return with_retry_after(ErrorKind::server, response);
  if (status == 401 || status == 403) return Error(ErrorKind::blocked, status_text(response));
  if (status == 400 || status == 404 || status == 410 || status == 413 || status == 414 || status == 422)
    return std::nullopt;
  if (status < 200 || status >= 300) return Error(ErrorKind::rejected, status_text(response));
  if (starts_like_html(response.body) && !boost::algorithm::icontains(accept, "html")) {
    return Error(ErrorKind::blocked, "the source answered with a web page in place of data (a bot wall)");
  }
  if (response.body.empty()) return Error(ErrorKind::server, "the source answered with an empty body");
  const auto type = response.headers.find("Content-Type");
  const std::string_view wanted = family(accept);
  if (type && wanted != "other" && family(*type) != "other" && family(*type) != wanted) {
    return Error(ErrorKind::server, "the source answered with another content type than asked for");
  }
  return std::nullopt;
}

}  // namespace bibmill
