// bibmill-testserver: the loopback server as a program (loopback_server.h). Prints its port, serves until SIGTERM or
// SIGINT, then prints its counters as one line of JSON.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "tests/support/loopback_server.h"

namespace {

using namespace bibmill::testing_support;

int serve(ServerOptions options, const std::string& fault_file) {
  if (!fault_file.empty()) {
    std::ifstream file(fault_file, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    auto faults = parse_faults(text);
    if (!faults) {
      fmt::print(stderr, "bibmill-testserver: {}: {}\n", fault_file, faults.error().message);
      return 2;
    }
    options.faults = std::move(*faults);
  }
  // Blocked before the server's thread starts, so that the signals wait for sigwait alone.
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGTERM);
  sigaddset(&ending, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);
  const LoopbackServer server(std::move(options));
  fmt::print("{}\n", server.port());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&ending, &signal);
  fmt::print("{}\n", to_json(server.counters()));
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  CLI::App app("Plays a replay folder on 127.0.0.1 as the sources would, with their limits, and with faults on demand.",
               "bibmill-testserver");
  ServerOptions options;
  std::string faults;
  bool no_limits = false;
  app.add_option("--replay", options.replay, "Folder of replayable responses")->required()->type_name("DIR");
  app.add_option("--port", options.port, "0: any that is free")->type_name("N");
  app.add_option("--faults", faults, "Faults on demand (tests/support/server_faults.h)")->type_name("FILE");
  app.add_option("--rate-scale", options.rate_scale, "Multiplies the published rates")->check(CLI::PositiveNumber);
  app.add_flag("--no-limits", no_limits, "Tell nobody to go slower");
  app.add_option("--log", options.log, "Gets the target of every answer that was sent, a line each")->type_name("FILE");
  CLI11_PARSE(app, count, arguments);
  options.limits = !no_limits;
  try {
    return serve(std::move(options), faults);
  } catch (const std::exception& error) {
    fmt::print(stderr, "bibmill-testserver: {}\n", error.what());
    return 2;
  }
}
