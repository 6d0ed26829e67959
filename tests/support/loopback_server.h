// LoopbackServer: the sources over real sockets, for tests: plays a replay folder on 127.0.0.1 with keep-alive and
// gzip, keeps the limits that the sources publish, counts who goes over them, and has faults on demand
// (server_faults.h). All sources live on one port; the path tells which is meant (server_replies.h).
//
// As a program: bibmill-testserver --replay DIR --port 0 [--faults FILE] [--rate-scale X] [--no-limits] [--log FILE]
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/support/server_faults.h"
#include "tests/support/server_limits.h"

namespace bibmill::testing_support {

struct ServerOptions {
  std::filesystem::path replay;
  std::uint16_t port = 0;  ///< 0: any that is free
  std::vector<FaultRule> faults;
  double rate_scale = 1;      ///< multiplies the published rates
  bool limits = true;         ///< false: nobody is told to go slower
  std::filesystem::path log;  ///< gets the target of every answer that was sent, a line each; empty: none
};

struct ServerCounters {
  std::map<SourceId, GroupCounters> groups;
  std::set<std::string> user_agents;
  std::set<std::string> contacts;  ///< values of `mailto` parameters
  std::size_t unknown = 0;         ///< requests that no source has a route for
  std::size_t connections = 0;
  std::size_t faults = 0;  ///< answers that were faults on demand
  std::size_t keys_leaked =
      0;  ///< requests with a key under another host name than the server's, or with one in the URL
  std::size_t smallest_body = 0;
  std::size_t largest_body = 0;              ///< bytes before compression
  std::map<std::string, std::size_t> bytes;  ///< of bodies before compression, by source

  std::size_t requests() const;
  std::size_t violations() const;
};

/// One line of JSON.
std::string to_json(const ServerCounters& counters);

class LoopbackServer {
 public:
  /// Serves on a thread of its own until destroyed. Throws std::exception when the folder cannot be read or the port
  /// is taken.
  explicit LoopbackServer(ServerOptions options);
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  std::uint16_t port() const;
  /// "http://127.0.0.1:PORT"
  std::string base_url() const;
  /// Replaces the rules, and counts each source's requests from 1 again.
  void set_faults(std::vector<FaultRule> faults);
  ServerCounters counters() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bibmill::testing_support
