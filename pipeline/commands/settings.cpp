#include "pipeline/commands/settings.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "normalizers/model/source_id.h"
#include "pipeline/commands/failure.h"
#include "pipeline/report/exit_code.h"

extern char** environ;

namespace bibmill {
namespace {

std::map<std::string, std::string> environment() {
  std::map<std::string, std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text(*variable);
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

/// Names in --sources that are none. "dblp" means all ways into it.
std::vector<ConfigProblem> unknown_sources(const std::vector<std::string>& only) {
  std::vector<ConfigProblem> problems;
  for (const std::string& name : only) {
    if (name == "dblp" || (parse_source_id(name) && name != "input")) continue;
    problems.push_back({"flag --sources", "'" + name +
                                              "' is no source; there are crossref, datacite, doi_ra, arxiv, dblp "
                                              "(dblp_index, dblp_sparql, dblp_rest), openalex"});
  }
  return problems;
}

/// --sources: those and no others. "dblp" means all enabled ways into it.
void choose_sources(LoadedSettings& loaded, const std::vector<std::string>& only) {
  if (only.empty()) return;
  const auto wanted = [&only](const std::string& name, bool enabled) {
    const bool way_into_dblp = name.starts_with("dblp_") && enabled && std::ranges::count(only, "dblp") > 0;
    return way_into_dblp || std::ranges::count(only, name) > 0;
  };
  for (auto& [name, source] : loaded.settings.sources) {
    source.enabled = wanted(name, source.enabled);
    loaded.in_force["sources." + name + ".enabled"] = {source.enabled ? "true" : "false", "flag --sources"};
  }
}

}  // namespace

LoadedSettings settings_for(const CommandLine& line) {
  LoadRequest request;
  request.config_file = line.config_file;
  request.environment = environment();
  request.flags = line.settings;
  std::vector<ConfigProblem> problems;
  LoadedSettings loaded;
  try {
    loaded = load_settings(request);
  } catch (const ConfigError& error) {
    problems = error.problems();
  }
  const std::vector<ConfigProblem> unknown = unknown_sources(line.only_sources);
  problems.insert(problems.end(), unknown.begin(), unknown.end());
  if (!problems.empty()) throw ConfigError(std::move(problems));
  choose_sources(loaded, line.only_sources);
  return loaded;
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
    return report_mistakes(error);
  }
}

}  // namespace bibmill
