// RecordingClient: writes what another client receives into a replay folder (`--record DIR`), and what it is given to
// keep. Used on the io thread.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "connectors/http/client.h"
#include "connectors/response_recorder.h"

namespace bibmill {

class RecordingClient final : public HttpClient, public ResponseRecorder {
 public:
  /// Creates `folder`; throws std::filesystem::filesystem_error when it cannot. An index.json that is there is kept and
  /// completed.
  RecordingClient(HttpClient& inner, std::filesystem::path folder);

  /// Only answers of the source are written, not refusals to serve us (429, 5xx, walls) and not redirects. Error
  /// storage: the exchange could not be written.
  Awaitable<Result<HttpResponse>> send(HttpRequest request) override;
  Result<void> keep(SourceId source, const std::string& url, const HttpResponse& response) override;

 private:
  Result<void> list(SourceId source);

  HttpClient& inner_;
  std::filesystem::path folder_;
  std::set<SourceId> listed_;
};

/// The target without the parameters that say who asks: contact addresses and keys, by their usual names.
std::string anonymous_target(std::string_view target);

}  // namespace bibmill
