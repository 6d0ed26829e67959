#include "tests/support/faulty_transport.h"

#include <fmt/format.h>

#include <utility>

#include "connectors/replay/replay_file.h"

namespace bibmill::testing_support {
namespace {

constexpr std::string_view kAuthority = "127.0.0.1:9";

Asked read(const HttpRequest& request) {
  Asked asked;
  asked.source = request.source;
  asked.target = std::string(target_of(request.url));
  asked.redirected = asked.target.starts_with(kHopPrefix);
  if (asked.redirected) asked.target.erase(0, kHopPrefix.size());
  asked.accept = std::string(request.headers.find("Accept").value_or(""));
  asked.authority = kAuthority;
  return asked;
}

HttpResponse to_response(const Reply& reply) {
  HttpResponse response;
  response.status = reply.status;
  for (const auto& [name, value] : reply.headers) response.headers.add(name, value);
  response.body = reply.body;
  return response;
}

}  // namespace

Spoil breaks_off(ErrorKind kind, const std::string& message) {
  return [kind, message](const ServerReplies&, const Asked&, const HttpResponse&) -> Result<HttpResponse> {
    return fail(kind, message);
  };
}

Spoil sends(const FaultRule& rule) {
  return [rule](const ServerReplies& server, const Asked& asked, const HttpResponse&) -> Result<HttpResponse> {
    return to_response(server.faulty(asked, rule));
  };
}

Spoil rewrites(std::string (*body)(const std::string& right)) {
  return [body](const ServerReplies&, const Asked&, const HttpResponse& right) -> Result<HttpResponse> {
    HttpResponse spoilt = right;
    spoilt.body = body(right.body);
    return spoilt;
  };
}

std::string as_utf16(const std::string& utf8) {
  std::string text = "\xFF\xFE";
  for (const char c : utf8) {
    text += c;
    text += '\0';
  }
  return text;
}

std::string as_latin1(const std::string& utf8) {
  std::string text;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    const bool two_bytes = (byte == 0xC2 || byte == 0xC3) && i + 1 < utf8.size();
    if (!two_bytes) {
      text += utf8[i];
    } else {
      const auto next = static_cast<unsigned char>(utf8[++i]);
      text += static_cast<char>((byte == 0xC3 ? 0x40 : 0) + next);
    }
  }
  return text;
}

Awaitable<Result<HttpResponse>> FaultyTransport::send(HttpRequest request) {
  const Asked asked = read(request);
  const bool struck = plan_.strikes(asked.source, ++traffic_.requests[asked.source]);
  const std::string name = fmt::format("{} {}", to_string(asked.source), asked.target);
  traffic_.asked.push_back(name);
  request.url = "https://replay" + asked.target;
  Result<HttpResponse> right = co_await inner_.send(std::move(request));
  if (!struck || !right) {
    traffic_.answered.insert(name);
    co_return right;
  }
  ++traffic_.struck;
  const Clock::TimePoint late = clock_.now() + plan_.after;
  co_await clock_.sleep_until(late);
  if (plan_.accident) plan_.accident();
  if (!plan_.spoil) co_return right;
  Result<HttpResponse> spoilt = plan_.spoil(server_, asked, *right);
  co_return spoilt;
}

}  // namespace bibmill::testing_support
