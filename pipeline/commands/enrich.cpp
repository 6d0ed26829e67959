#include "pipeline/commands/enrich.h"

#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <set>
#include <sstream>
#include <stdexcept>

#include "config/load.h"
#include "connectors/async/signals.h"
#include "connectors/async/system_clock.h"
#include "normalizers/model/source_id.h"
#include "normalizers/text/unicode.h"
#include "pipeline/parallel/thread_limit.h"
#include "pipeline/report/exit_code.h"
#include "pipeline/write/atomic_file.h"

extern char** environ;

namespace bibmill {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> environment() {
  std::map<std::string, std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text(*variable);
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

/// --sources: those and no others. "dblp" means all enabled ways into it.
std::vector<ConfigProblem> choose_sources(Settings& settings, const std::vector<std::string>& only) {
  if (only.empty()) return {};
  std::vector<ConfigProblem> problems;
  std::set<std::string> wanted;
  for (const std::string& name : only) {
    if (name == "dblp") {
      wanted.insert("dblp_index");
      for (const char* way : {"dblp_sparql", "dblp_rest"}) {
        if (settings.sources[way].enabled) wanted.insert(way);
      }
    } else if (parse_source_id(name) && name != "input") {
      wanted.insert(name);
    } else {
      problems.push_back({"flag --sources", name + " is no source; there are crossref, datacite, doi_ra, arxiv, dblp "
                                                   "(dblp_index, dblp_sparql, dblp_rest)"});
    }
  }
  for (auto& [name, source] : settings.sources) source.enabled = wanted.contains(name);
  return problems;
}

LoadedSettings settings_for(const CommandLine& line) {
  LoadRequest request;
  request.config_file = line.config_file;
  request.environment = environment();
  request.flags = line.settings;
  LoadedSettings loaded = load_settings(request);
  if (auto problems = choose_sources(loaded.settings, line.only_sources); !problems.empty())
    throw ConfigError(std::move(problems));
  return loaded;
}

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
  return std::ranges::any_of(line.settings, [](const auto& setting) { return setting.first == "paths.state"; });
}

/// What a replayed run answers must not depend on the indexes that its user happens to have.
bool index_was_chosen(const LoadedSettings& loaded) { return loaded.in_force.at("paths.index").origin != "default"; }

bool wants_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
}

int report_failure(const std::string& what, int code) {
  std::cerr << "bibmill: ";
  std::istringstream lines(what);
  for (std::string line; std::getline(lines, line);) std::cerr << printable(line) << '\n';
  return code;
}

int run_and_report(const CommandLine& line, const Settings& settings) {
  RunRequest request = line.run;
  request.progress = !line.quiet;
  request.terminal = isatty(STDERR_FILENO) == 1;
  const ThreadLimit cpu_threads(settings.jobs);
  const SystemClock clock;
  const Clock::TimePoint started = clock.now();
  Result<RunOutcome> outcome = run(request, settings, std::cin, std::cout);
  if (!outcome) return report_failure(outcome.error().message, exit_code(outcome.error()));
  outcome->report.wall_s = std::chrono::duration<double>(clock.now() - started).count();
  if (request.dry_run) return outcome->exit_code;
  if (line.stats_file) {
    const Result<void> written = write_file_atomically(*line.stats_file, stats_json(outcome->report));
    if (!written) return report_failure(written.error().message, kExitStorage);
  }
  if (!line.quiet) {
    const bool to_stdout = request.out != "-";
    (to_stdout ? std::cout : std::cerr) << summarize(outcome->report, outcome->records, to_stdout && wants_colour());
  }
  return outcome->exit_code;
}

}  // namespace

int enrich(const CommandLine& line) {
  try {
    const LoadedSettings loaded = settings_for(line);
    Settings settings = loaded.settings;
    if (line.run.replay && !index_was_chosen(loaded)) settings.paths.index.clear();
    std::optional<TemporaryState> temporary;
    if (line.run.replay && !state_was_given(line)) {
      temporary.emplace();
      settings.paths.state = temporary->folder();
    }
    return run_and_report(line, settings);
  } catch (const ConfigError& error) {
    return report_failure(fmt::format("the configuration has {} mistake{}:\n{}", error.problems().size(),
                                      error.problems().size() == 1 ? "" : "s", error.what()),
                          kExitUsage);
  } catch (const Interrupted& interrupted) {
    return report_failure("stopped; all answers so far are kept, the same command goes on from here",
                          128 + interrupted.signal);
  }
}

int with_settings(const CommandLine& line, const std::function<Result<int>(const Settings&)>& command) {
  try {
    const Settings settings = settings_for(line).settings;
    const Result<int> done = command(settings);
    return done ? *done : report_failure(done.error().message, exit_code(done.error()));
  } catch (const ConfigError& error) {
    return report_failure(error.what(), kExitUsage);
  }
}

int config_show(const CommandLine& line) {
  try {
    std::cout << show_settings(settings_for(line));
    return kExitFine;
  } catch (const ConfigError& error) {
    return report_failure(error.what(), kExitUsage);
  }
}

}  // namespace bibmill
