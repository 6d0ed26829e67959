#include "pipeline/commands/enrich.h"

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "config/load.h"
#include "connectors/async/signals.h"
#include "connectors/async/system_clock.h"
#include "pipeline/commands/failure.h"
#include "pipeline/commands/settings.h"
#include "pipeline/report/exit_code.h"
#include "pipeline/report/metrics.h"
#include "pipeline/state/state_lock.h"
#include "pipeline/write/atomic_file.h"
#include "pipeline/write/record_stream.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

/// A replayed run without --state leaves nothing behind: its state lives in a folder that goes with it.
class TemporaryState {
 public:
  TemporaryState() {
    std::string pattern = (fs::temp_directory_path() / "bibmill-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr)
      throw std::runtime_error("no temporary folder can be made; choose a folder with --state");
    folder_ = pattern;
  }
  ~TemporaryState() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  TemporaryState(const TemporaryState&) = delete;
  TemporaryState& operator=(const TemporaryState&) = delete;
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
};

bool state_was_given(const CommandLine& line) {
  return std::ranges::any_of(line.settings, [](const FlagSetting& setting) { return setting.key == "paths.state"; });
}

/// What a replayed run answers must not depend on the indexes that its user happens to have.
bool index_was_chosen(const LoadedSettings& loaded) { return loaded.in_force.at("paths.index").origin != "default"; }

bool wants_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
}

/// The summary on stdout; where that holds records, on stderr. In a log of JSON a line says the same in numbers.
void tell(const RunOutcome& outcome, const RunRequest& request, Clock::WallTime now) {
  const bool to_stdout = request.out != "-";
  const bool as_json = request.log_format == LogFormat::json;
  if (as_json) std::cerr << finished_line(outcome.report, outcome.exit_code, now) << '\n';
  if (to_stdout) {
    std::cout << summarize(outcome.report, outcome.records, wants_colour());
  } else if (!as_json) {
    std::cerr << summarize(outcome.report, outcome.records, false);
  }
}

/// --stats and --metrics.
Result<void> write_figures(const CommandLine& line, const RunReport& report, Clock::WallTime now) {
  if (line.stats_file) {
    Result<void> written = write_file_atomically(*line.stats_file, stats_json(report), "file with --stats");
    if (!written) return written;
  }
  if (line.metrics_file)
    return write_file_atomically(*line.metrics_file, metrics_text(report, now), "file with --metrics");
  return {};
}

int run_and_report(const CommandLine& line, const Settings& settings) {
  RunRequest request = line.run;
  request.progress = !line.quiet;
  request.terminal = isatty(STDERR_FILENO) == 1;
  const SystemClock clock;
  const Clock::TimePoint started = clock.now();
  Result<RunOutcome> outcome = run(request, settings, std::cin, std::cout);
  if (!outcome) return report_failure(outcome.error().message, exit_code(outcome.error()), request.log_format);
  outcome->report.wall_s = std::chrono::duration<double>(clock.now() - started).count();
  if (request.dry_run) return outcome->exit_code;
  if (!line.quiet) tell(*outcome, request, clock.wall());
  const Result<void> written = write_figures(line, outcome->report, clock.wall());
  if (!written) return report_failure(written.error().message, kExitStorage, request.log_format);
  return outcome->exit_code;
}

}  // namespace

int enrich(const CommandLine& line) {
  try {
    const LoadedSettings loaded = settings_for(line);
    Settings settings = loaded.settings;
    if (line.run.replay && !index_was_chosen(loaded)) settings.paths.index.clear();
    std::optional<TemporaryState> temporary;
    std::optional<StateLock> lock;
    if (line.run.replay && !state_was_given(line)) {
      temporary.emplace();
      settings.paths.state = temporary->folder();
    } else if (!line.run.dry_run) {
      Result<StateLock> taken = StateLock::acquire(settings.paths.state, SystemClock().wall());
      if (!taken) return report_failure(taken.error().message, exit_code(taken.error()), line.run.log_format);
      lock.emplace(std::move(*taken));
    }
    return run_and_report(line, settings);
  } catch (const ConfigError& error) {
    return report_mistakes(error, line.run.log_format);
  } catch (const OutputClosed&) {
    return report_failure(kStdoutProblem, kExitStorage, line.run.log_format);
  } catch (const Interrupted& interrupted) {
    return report_failure("stopped; all answers so far are kept, the same command goes on from here",
                          128 + interrupted.signal, line.run.log_format);
  }
}

}  // namespace bibmill
