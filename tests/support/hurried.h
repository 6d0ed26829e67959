// The shipped settings against a server on this machine, with pauses of milliseconds.
#pragma once

#include "tests/support/loopback_server.h"
#include "tests/support/run_bundled.h"

namespace bibmill::testing_support {

inline constexpr std::size_t kBodyCap = 1u << 20;  // the largest answer has 300 kB

inline Settings hurried(const TemporaryFolder& folder, const LoopbackServer& server) {
  Settings settings = settings_in(folder);
  settings.contact = Secret("tester@example.org");
  settings.paths.pace = folder.file("pace");
  settings.jobs = 1;
  settings.http.max_body_bytes = kBodyCap;
  settings.http.batch_linger_s = 0.05;
  settings.http.circuit_pause_s = 0.05;
  settings.http.circuit_pause_cap_s = 0.1;
  settings.http.circuit_wall_s = 0.2;
  for (auto& [name, source] : settings.sources) {
    source.base_url = server.base_url();
    source.rate = source.rate_single = source.rate_anonymous = source.rate_single_anonymous = 500;
    source.retries = 2;
    source.retry_base_s = 0.01;
    source.retry_cap_s = 0.02;
    source.timeout_s = 30;
  }
  return settings;
}

}  // namespace bibmill::testing_support
