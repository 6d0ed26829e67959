#include "connectors/http/download.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "config/loopback.h"
#include "config/secret.h"
#include "connectors/source_options.h"

namespace bibmill {
namespace {

constexpr long kConnectSeconds = 30;
// A server that sends less than this for so long has gone away.
constexpr long kLeastBytesPerSecond = 100;
constexpr long kPatienceSeconds = 60;
constexpr long kMostRedirects = 5;

struct CleanUp {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
  void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
};

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* file) noexcept {
  return std::fwrite(data, size, count, static_cast<std::FILE*>(file)) * size;
}

int on_progress(void* progress, curl_off_t all, curl_off_t done, curl_off_t, curl_off_t) noexcept {
  const auto& report = *static_cast<const DownloadProgress*>(progress);
  try {
    if (report) report(static_cast<std::uint64_t>(done), static_cast<std::uint64_t>(all));
  } catch (...) {
    return 1;  // nothing may leave through libcurl: it stops
  }
  return 0;
}

void set_options(CURL* easy, const std::string& url, std::FILE* file, const DownloadProgress& progress) {
  const bool loopback = is_loopback_host(url_host(url));
  curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, loopback ? "https,http" : "https");
  curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, loopback ? "https,http" : "https");
  if (loopback) curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(easy, CURLOPT_MAXREDIRS, kMostRedirects);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, make_user_agent(Secret("")).reveal().c_str());
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, kLeastBytesPerSecond);
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, kPatienceSeconds);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, file);
  curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, &on_progress);
  curl_easy_setopt(easy, CURLOPT_XFERINFODATA, &progress);
}

Result<bool> outcome(CURL* easy, CURLcode code, const std::string& url) {
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  if (code == CURLE_OK) return true;
  const auto failed = [&](ErrorKind kind, std::string_view why) {
    return fail(kind, fmt::format("{} could not be downloaded: {}", url, why));
  };
  if (code == CURLE_HTTP_RETURNED_ERROR) {
    if (status == 404 || status == 410) return false;
    if (status == 401 || status == 403)
      return failed(ErrorKind::blocked,
                    fmt::format("the server refuses it (status {}); download it by hand and give the file", status));
    return failed(ErrorKind::server, fmt::format("the server answered with status {}; try again later", status));
  }
  if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT)
    return failed(ErrorKind::rejected, "the address and all it leads to must begin with https://");
  if (code == CURLE_WRITE_ERROR)
    return failed(ErrorKind::storage, "it cannot be written; make room, or choose another place with paths.index");
  return failed(code == CURLE_OPERATION_TIMEDOUT ? ErrorKind::timeout : ErrorKind::transport, curl_easy_strerror(code));
}

}  // namespace

Result<bool> download(const std::string& url, const std::filesystem::path& file, const DownloadProgress& progress) {
  static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
  const std::unique_ptr<CURL, CleanUp> easy(kReady == CURLE_OK ? curl_easy_init() : nullptr);
  if (!easy) return fail(ErrorKind::transport, "libcurl could not be started");
  std::unique_ptr<std::FILE, CleanUp> target(std::fopen(file.c_str(), "wbe"));
  const auto unwritable = [&] {
    return fail(ErrorKind::storage, fmt::format("{} cannot be written: {}", file.string(), std::strerror(errno)));
  };
  if (!target) return unwritable();
  set_options(easy.get(), url, target.get(), progress);
  const CURLcode code = curl_easy_perform(easy.get());
  if (std::fclose(target.release()) != 0 && code == CURLE_OK) return unwritable();
  return outcome(easy.get(), code, url);
}

}  // namespace bibmill
