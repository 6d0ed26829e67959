// HttpRequest and HttpResponse: what travels between a source's stack and the transport. Plain values.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "normalizers/model/source_id.h"

namespace bibmill {

/// Header fields in order; names compare without regard to ASCII case (RFC 9110 §5.1).
class HttpHeaders {
 public:
  HttpHeaders() = default;
  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
  /// The first value of `name`, or nullopt.
  std::optional<std::string_view> find(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }
  bool operator==(const HttpHeaders&) const = default;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// A GET. `url` is complete and may hold the contact address or a key: it is printed only through redact().
struct HttpRequest {
  HttpRequest() = default;
  HttpRequest(SourceId source_in, std::string url_in) : source(source_in), url(std::move(url_in)) {}

  SourceId source = SourceId::input;
  std::string url;
  HttpHeaders headers;
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds timeout{60'000};  ///< whole transfer
  std::size_t max_body = 32u << 20;           ///< bytes after decompression; more is an error, not a truncation
};

struct HttpResponse {
  int status = 0;
  HttpHeaders headers;
  std::string body;  ///< decompressed
};

}  // namespace bibmill
