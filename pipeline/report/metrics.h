// The file of --metrics: figures of a run in Prometheus' text format, for node_exporter's textfile collector. Pure.
// Names and units: https://prometheus.io/docs/practices/naming/ (base units, a prefix of ours). All are gauges: each
// run writes the file anew.
#pragma once

#include <string>

#include "connectors/async/clock.h"
#include "pipeline/report/run_report.h"

namespace bibmill {

/// `now`: end of the run. What is not known (no entry is unresolved; no run ended well yet) has no sample.
std::string metrics_text(const RunReport& report, Clock::WallTime now);

}  // namespace bibmill
