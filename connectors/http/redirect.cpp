#include "connectors/http/redirect.h"

#include <curl/curl.h>

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/algorithm/string/predicate.hpp>
#include <memory>
#include <string>

#include "config/loopback.h"

namespace bibmill {

namespace {

struct UrlDeleter {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, UrlDeleter>;

std::string part(const Url& url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

/// Where a key may be known: scheme, host and port.
std::string origin_of(const Url& url) {
  return part(url, CURLUPART_SCHEME) + "://" + boost::algorithm::to_lower_copy(part(url, CURLUPART_HOST)) + ":" +
         part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
}

}  // namespace

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Result<std::optional<HttpRequest>> follow_redirect(const HttpRequest& request, const HttpResponse& response,
                                                   std::string_view key_header) {
  const auto location = response.headers.find("Location");
  if (!is_redirect(response.status) || !location) return std::optional<HttpRequest>();
  const Url url(curl_url());
  if (curl_url_set(url.get(), CURLUPART_URL, request.url.c_str(), 0) != CURLUE_OK) {
    return fail(ErrorKind::rejected, "a request's own address cannot be read");
  }
  const std::string origin = origin_of(url);
  if (curl_url_set(url.get(), CURLUPART_URL, std::string(*location).c_str(), 0) != CURLUE_OK) {
    return fail(ErrorKind::rejected, "the source redirects to an address that cannot be read");
  }
  const std::string scheme = part(url, CURLUPART_SCHEME);
  const std::string host = boost::algorithm::to_lower_copy(part(url, CURLUPART_HOST));
  if (scheme != "https" && !(scheme == "http" && is_loopback_host(host))) {
    return fail(ErrorKind::rejected, "the source redirects away from https; not followed");
  }
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  HttpRequest next = request;
  next.url = part(url, CURLUPART_URL);
  if (origin_of(url) != origin) {
    HttpHeaders kept;
    for (const auto& [name, value] : request.headers.fields()) {
      if (!boost::algorithm::iequals(name, key_header) && !boost::algorithm::iequals(name, "Authorization"))
        kept.add(name, value);
    }
    next.headers = kept;
  }
  return std::optional<HttpRequest>(std::move(next));
}

}  // namespace bibmill
