// Runs the main job in-process with replayed responses, as the program would.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "config/load.h"
#include "pipeline/run.h"
#include "tests/support/temporary_folder.h"

namespace bibmill {

inline std::string source_path(const std::string& below) { return std::string(BIBMILL_SOURCE_DIR) + "/" + below; }

/// The defaults, with every place inside `folder`.
inline Settings settings_in(const TemporaryFolder& folder) {
  LoadRequest request;
  request.working_directory = folder.path().string();
  request.environment = {{"HOME", folder.path().string()}};
  Settings settings = load_settings(request).settings;
  settings.paths.state = folder.file("state");
  return settings;
}

inline RunRequest replay_request(const std::string& input, const std::string& out,
                                 const std::string& replay = source_path("fixtures/http")) {
  RunRequest request;
  request.inputs = {input};
  request.out = out;
  request.replay = replay;
  request.quiet = true;
  return request;
}

inline RunOutcome run_or_fail(const RunRequest& request, const Settings& settings) {
  std::istringstream in;
  std::ostringstream out;
  Result<RunOutcome> outcome = run(request, settings, in, out);
  if (!outcome) {
    ADD_FAILURE() << outcome.error().message;
    return {};
  }
  return std::move(*outcome);
}

inline std::uint64_t all_requests(const RunReport& report) {
  std::uint64_t requests = 0;
  for (const auto& [source, numbers] : report.sources) requests += numbers.requests;
  return requests;
}

}  // namespace bibmill
