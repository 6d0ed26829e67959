// ReplayClient: HttpClient over a replay folder. Whatever batch a request forms, it is taken apart into questions and
// answered as the source would. Used on the io thread.
#pragma once

#include "connectors/http/client.h"
#include "connectors/replay/replay_folder.h"

namespace bibmill {

/// The source's response to `request`, from the folder. Questions it knows nothing about are numbered in
/// X-Bibmill-Not-Recorded, so that only they fail; X-Bibmill-Days gives the day of each answer. Pure. Error
/// not_recorded: the folder knows nothing of the source.
Result<HttpResponse> replay_response(const ReplayFolder& folder, SourceId source, const SourceRequest& request);

class ReplayClient final : public HttpClient {
 public:
  explicit ReplayClient(const ReplayFolder& folder) : folder_(folder) {}
  /// Answers through the loop, never inside the call, as a network would.
  Awaitable<Result<HttpResponse>> send(HttpRequest request) override;

 private:
  const ReplayFolder& folder_;
};

}  // namespace bibmill
