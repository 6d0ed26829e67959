// FaultyTransport: a run in one process, on the replay's clock, with faults between it and the replay folder: what
// libcurl would report, or what a server would send. Used on the io thread of the run.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "connectors/async/clock.h"
#include "connectors/http/client.h"
#include "tests/support/server_faults.h"
#include "tests/support/server_replies.h"

namespace bibmill::testing_support {

/// What comes in place of `right`, the answer the source would have given.
using Spoil =
    std::function<Result<HttpResponse>(const ServerReplies& server, const Asked& asked, const HttpResponse& right)>;

/// No answer, for this reason.
Spoil breaks_off(ErrorKind kind, const std::string& message);
/// What the server answers by this rule (server_faults.h); not the rules that are about connections.
Spoil sends(const FaultRule& rule);
/// The right answer with another body.
Spoil rewrites(std::string (*body)(const std::string& right));

/// UTF-16, little endian, with its mark.
std::string as_utf16(const std::string& utf8);
/// Latin-1 in place of UTF-8: letters with accents are no longer valid.
std::string as_latin1(const std::string& utf8);

/// From which request of which source on what becomes of it.
struct FaultPlan {
  SourceId source = SourceId::input;
  std::size_t from = 1;  ///< of the source's requests, from 1
  bool lasting = false;  ///< all from there on; false: that one
  Spoil spoil;
  std::chrono::seconds after{0};     ///< on the clock of the run
  std::function<void()> accident{};  ///< something else that happens then; the answer is right when `spoil` is empty

  bool strikes(SourceId asked, std::size_t number) const {
    return asked == source && (lasting ? number >= from : number == from);
  }
};

/// What was sent.
struct Traffic {
  std::map<SourceId, std::size_t> requests;
  std::size_t struck = 0;
  std::vector<std::string> asked;  ///< "crossref /works/…", in order
  std::set<std::string> answered;  ///< those of `asked` that came back unspoilt
};

class FaultyTransport final : public HttpClient {
 public:
  FaultyTransport(HttpClient& inner, Clock& clock, const ServerReplies& server, FaultPlan plan, Traffic& traffic)
      : inner_(inner), clock_(clock), server_(server), plan_(std::move(plan)), traffic_(traffic) {}

  Awaitable<Result<HttpResponse>> send(HttpRequest request) override;

 private:
  HttpClient& inner_;
  Clock& clock_;
  const ServerReplies& server_;
  FaultPlan plan_;
  Traffic& traffic_;
};

}  // namespace bibmill::testing_support
