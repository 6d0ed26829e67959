// run: the main job, from inputs to outputs. Its phases in order are the architecture (ARCHITECTURE.md).
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "config/settings.h"
#include "connectors/http/transport_wrap.h"
#include "normalizers/base/result.h"
#include "pipeline/report/log_line.h"
#include "pipeline/report/run_report.h"
#include "pipeline/venue/edition.h"

namespace bibmill {

struct RunRequest {
  std::vector<std::string> inputs;    ///< paths; "-" is JSON Lines on stdin
  std::vector<Edition> editions;      ///< venues whose papers are entries too
  std::string out;                    ///< folder; "-" writes enriched JSON Lines to stdout
  std::optional<std::string> replay;  ///< folder of replayable responses: no network
  std::optional<std::string> record;  ///< folder that gets every response
  TransportWrap wrap_transport;       ///< stands before what is asked, as the faults of the tests do; empty: nothing
  bool offline = false;               ///< only cache and local indexes
  bool frozen = false;                ///< `offline`, and an entry that needs the network is an error
  bool dry_run = false;               ///< say what was read and what would be asked, ask nothing
  bool only_new = false;              ///< --attention new: what the last run told is not listed, and not counted
  bool progress = false;              ///< tell on stderr how far it is
  bool terminal = false;              ///< ... in one line that is rewritten
  bool quiet = false;
  int verbosity = 0;
  LogFormat log_format = LogFormat::text;  ///< of all that goes to stderr
};

struct RunOutcome {
  RunReport report;
  std::vector<Record> records;  ///< empty with `out` "-"; where nothing changed, those that need a person's eye
  int exit_code = 0;            ///< CONTRACTS §6
};

/// Throws Interrupted (connectors/async/signals.h) when a signal ends the run, and OutputClosed
/// (pipeline/write/record_stream.h) when `out` "-" takes no more; what was answered until then is in the cache. Error
/// (offline) when `frozen` and an entry needs the network: it names them, and no output was changed.
Result<RunOutcome> run(const RunRequest& request, const Settings& settings, std::istream& in, std::ostream& out);

}  // namespace bibmill
