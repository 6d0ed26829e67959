#include "connectors/replay/replay_client.h"

#include <fmt/format.h>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "connectors/replay/replay_headers.h"

namespace bibmill {

namespace {

void append(std::string& list, std::string_view item) {
  if (!list.empty()) list += ',';
  list += item;
}

/// A mirror that copies a response's headers may have set one already.
void add_missing(HttpHeaders& headers, std::string_view name, const std::string& value) {
  if (!value.empty() && !headers.find(name)) headers.add(std::string(name), value);
}

}  // namespace

Result<HttpResponse> replay_response(const ReplayFolder& folder, SourceId source, const SourceRequest& request) {
  const Mirror* const mirror = folder.mirror(source);
  if (mirror == nullptr) return fail(ErrorKind::not_recorded, fmt::format("{} cannot be replayed", to_string(source)));
  const auto asks = mirror->parse(request);
  if (!asks) {
    HttpResponse refusal = mirror->refusal(request, asks.error());
    add_missing(refusal.headers, "Date", folder.date(source));
    return refusal;
  }
  std::vector<MirrorAnswer> answers;
  std::string days;
  std::string missing;
  for (std::size_t i = 0; i < asks->size(); ++i) {
    ReplayAnswer reply = folder.answer(source, (*asks)[i].query);
    if (!reply.recorded) append(missing, std::to_string(i));
    append(days, reply.day.empty() ? "-" : reply.day);
    answers.push_back(std::move(reply.answer));
  }
  HttpResponse response = mirror->compose(request, answers);
  add_missing(response.headers, "Date", folder.date(source));
  response.headers.add(std::string(kReplayDaysHeader), days);
  if (!missing.empty()) response.headers.add(std::string(kReplayNotRecordedHeader), missing);
  return response;
}

Awaitable<Result<HttpResponse>> ReplayClient::send(HttpRequest request) {
  const auto executor = co_await boost::asio::this_coro::executor;
  co_await boost::asio::post(executor, boost::asio::use_awaitable);
  SourceRequest asked;
  asked.target = target_of(request.url);
  asked.accept = std::string(request.headers.find("Accept").value_or(""));
  co_return replay_response(folder_, request.source, asked);
}

}  // namespace bibmill
