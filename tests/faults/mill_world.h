// A small world for the tests of faults: a list, and a replay folder in which every source is asked several times about
// it, each time about little. All papers and people are invented.
#pragma once

#include <memory>
#include <string>

#include "config/settings.h"
#include "pipeline/run.h"
#include "tests/support/faulty_transport.h"
#include "tests/support/temporary_folder.h"

namespace bibmill::testing_support {

/// Which of the two ways into DBLP over HTTP is switched on: where both are, one makes up for the other.
enum class DblpWay : std::uint8_t { sparql, rest };

class MillWorld {
 public:
  /// Composes list and folder.
  MillWorld();

  /// Batches so small that each source is asked several times; entries that lack an answer are due at once.
  Settings settings(const TemporaryFolder& folder, DblpWay way) const;
  RunRequest request(const std::string& out) const;
  const ServerReplies& server() const { return *server_; }

 private:
  TemporaryFolder folder_{fast_place()};
  Settings settings_;
  std::unique_ptr<ServerReplies> server_;
};

}  // namespace bibmill::testing_support
