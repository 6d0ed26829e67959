#include "connectors/http/curl_transfer.h"

#include <algorithm>
#include <boost/algorithm/string/predicate.hpp>
#include <new>
#include <string>

#include "config/loopback.h"
#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

/// Header blocks of the sources have some 2 kB.
constexpr std::size_t kMostHeaderFields = 256;

ErrorKind kind_of_failure(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT: return ErrorKind::timeout;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: return ErrorKind::rejected;
    case CURLE_BAD_CONTENT_ENCODING: return ErrorKind::server;
    default: return ErrorKind::transport;
  }
}

}  // namespace

CurlTransfer::CurlTransfer(HttpRequest request) : request_(std::move(request)), easy_(curl_easy_init()) {
  if (!easy_) throw std::bad_alloc();
  for (const auto& [name, value] : request_.headers.fields()) {
    const std::string line = name + ": " + value;
    curl_slist* longer = curl_slist_append(headers_.get(), line.c_str());
    if (!longer) throw std::bad_alloc();
    static_cast<void>(headers_.release());
    headers_.reset(longer);
  }
  set_options();
}

void CurlTransfer::set_options() {
  CURL* easy = easy_.get();
  curl_easy_setopt(easy, CURLOPT_URL, request_.url.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers_.get());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https,http");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request_.connect_timeout.count()));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request_.timeout.count()));
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &CurlTransfer::on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &CurlTransfer::on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
  // A proxy of the environment is for the world outside, not for this machine.
  if (is_loopback_host(url_host(request_.url))) curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
}

std::size_t CurlTransfer::on_body(char* data, std::size_t size, std::size_t count, void* self) noexcept {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  const std::size_t bytes = size * count;
  if (bytes > transfer.request_.max_body - std::min(transfer.request_.max_body, transfer.response_.body.size())) {
    transfer.too_large_ = true;
    return CURL_WRITEFUNC_ERROR;
  }
  try {
    transfer.response_.body.append(data, bytes);
  } catch (const std::bad_alloc&) {
    transfer.out_of_memory_ = true;
    return CURL_WRITEFUNC_ERROR;
  }
  return bytes;
}

std::size_t CurlTransfer::on_header(char* data, std::size_t size, std::size_t count, void* self) noexcept {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  const std::string_view line(data, size * count);
  try {
    // A status line begins the block anew: what came before was "100 Continue" or a proxy's answer.
    if (line.starts_with("HTTP/")) transfer.response_.headers = HttpHeaders();
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && transfer.response_.headers.fields().size() < kMostHeaderFields) {
      transfer.response_.headers.add(std::string(trim(line.substr(0, colon))),
                                     std::string(trim(line.substr(colon + 1))));
    }
  } catch (const std::bad_alloc&) {
    transfer.out_of_memory_ = true;
    return 0;
  }
  return line.size();
}

/// Retry-After may be a date (RFC 9110 §10.2.3); libcurl reads all its forms. From here on it is a number of seconds.
void CurlTransfer::count_retry_after() {
  if (!response_.headers.find("Retry-After")) return;
  curl_off_t seconds = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RETRY_AFTER, &seconds);
  HttpHeaders headers;
  for (const auto& [name, value] : response_.headers.fields()) {
    if (!boost::algorithm::iequals(name, "Retry-After")) headers.add(name, value);
  }
  if (seconds > 0) headers.add("Retry-After", std::to_string(seconds));
  response_.headers = std::move(headers);
}

Result<HttpResponse> CurlTransfer::finish(CURLcode code) {
  if (code != CURLE_OK) return tl::unexpected(describe(code));
  long status = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
  response_.status = static_cast<int>(status);
  count_retry_after();
  return std::move(response_);
}

Error CurlTransfer::describe(CURLcode code) const {
  if (too_large_) {
    return Error(ErrorKind::decode,
                 "the response has more than " + std::to_string(request_.max_body) + " bytes (http.max_body_bytes)");
  }
  if (out_of_memory_) return Error(ErrorKind::transport, "no memory for the response");
  return Error(kind_of_failure(code), curl_easy_strerror(code));
}

}  // namespace bibmill
