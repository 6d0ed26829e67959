// CurlTransfer: one request on one easy handle, from options to HttpResponse. Used by the curl thread only.
#pragma once

#include <curl/curl.h>

#include <memory>

#include "connectors/http/message.h"
#include "normalizers/base/result.h"

namespace bibmill {

class CurlTransfer {
 public:
  explicit CurlTransfer(HttpRequest request);
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;

  CURL* handle() const { return easy_.get(); }
  /// What the transfer came to, once libcurl is done with it. Call once.
  Result<HttpResponse> finish(CURLcode code);

 private:
  struct FreeEasy {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
  };
  struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };

  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self) noexcept;
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self) noexcept;
  void set_options();
  void count_retry_after();
  Error describe(CURLcode code) const;

  HttpRequest request_;
  HttpResponse response_;
  bool too_large_ = false;
  bool out_of_memory_ = false;
  std::unique_ptr<curl_slist, FreeList> headers_;
  std::unique_ptr<CURL, FreeEasy> easy_;  // last: libcurl may call back until it is gone
};

}  // namespace bibmill
