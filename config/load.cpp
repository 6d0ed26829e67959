#include "config/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <tuple>

#include "config/embedded.h"
#include "config/keys.h"
#include "config/loopback.h"
#include "config/toml.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

/// The layers write into one LoadedSettings and one list of problems.
struct Loading {
  LoadedSettings loaded;
  std::vector<ConfigProblem> problems;
  std::vector<std::string> files;  ///< in the order in which they were read

  void set(const std::string& key, const SettingValue& value, const std::string& where) {
    if (auto problem = set_key(loaded.settings, key, value)) {
      std::string message = fmt::format("{} {}", key, *problem);
      if (*problem == "is not a setting") {
        if (const auto nearest = nearest_key(known_keys(loaded.settings), key))
          message += fmt::format("; did you mean {}?", *nearest);
      }
      problems.push_back({where, message});
      return;
    }
    loaded.in_force[key] = {print_key(loaded.settings, key), where};
  }

  /// From environment or flags. Text that is not of the key's type is refused like a wrong type in a file.
  void set_text(const std::string& key, const std::string& text, const std::string& where) {
    set(key, value_from_text(loaded.settings, key, text).value_or(SettingValue(text)), where);
  }
};

std::optional<SettingValue> value_of(const toml::node& node) {
  if (const auto* boolean = node.as_boolean()) return SettingValue(boolean->get());
  if (const auto* integer = node.as_integer()) return SettingValue(integer->get());
  if (const auto* real = node.as_floating_point()) return SettingValue(real->get());
  if (const auto* text = node.as_string()) return SettingValue(text->get());
  const auto* array = node.as_array();
  if (!array) return std::nullopt;
  std::vector<std::string> items;
  for (const toml::node& item : *array) {
    const auto* text = item.as_string();
    if (!text) return std::nullopt;
    items.push_back(text->get());
  }
  return SettingValue(items);
}

void apply_table(Loading& loading, const toml::table& table, const std::string& prefix, const std::string& file) {
  for (const auto& [name, node] : table) {
    const std::string key = prefix + std::string(name.str());
    const bool is_default = file.empty();
    const std::string where = is_default ? "default" : fmt::format("{}:{}", file, node.source().begin.line);
    if (is_default && prefix == "sources.") loading.loaded.settings.sources.try_emplace(std::string(name.str()));
    if (const auto* inner = node.as_table()) {
      apply_table(loading, *inner, key + ".", file);
    } else if (const auto value = value_of(node)) {
      loading.set(key, *value, where);
    } else {
      loading.problems.push_back({where, key + " has a type that no setting has"});
    }
  }
}

void apply_text(Loading& loading, std::string_view text, const std::string& file) {
  try {
    apply_table(loading, toml::parse(text, file), "", file);
  } catch (const toml::parse_error& error) {
    const auto place = error.source().begin;
    loading.problems.push_back(
        {fmt::format("{}:{}:{}", file, place.line, place.column), std::string(error.description())});
  }
}

void apply_file(Loading& loading, const std::string& file, bool required) {
  std::error_code ignored;
  if (!required && !fs::exists(file, ignored)) return;
  loading.files.push_back(file);
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  // A pipe will do as well: --config <(…).
  if (fs::is_directory(file, ignored) || !stream || !(text << stream.rdbuf())) {
    loading.problems.push_back({file, "cannot be read; check the path and its permissions"});
    return;
  }
  apply_text(loading, text.str(), file);
}

std::string environment_name(std::string_view key) {
  std::string name = "BIBMILL_";
  for (const char c : key) {
    if (c == '.') {
      name += '_';
    } else {
      name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  return name;
}

/// Other BIBMILL_ variables may belong to scripts. One that names a section of ours, or nearly a setting, is a misspelt
/// one.
bool is_meant_for_us(std::string_view name, const std::optional<std::string>& nearest) {
  constexpr std::array<std::string_view, 7> kSections = {"SOURCES_", "HTTP_",   "LIMITS_", "RESOLVE_",
                                                         "MATCH_",   "BIBTEX_", "PATHS_"};
  const std::string_view rest = name.substr(std::string_view("BIBMILL_").size());
  if (std::ranges::any_of(kSections, [rest](std::string_view section) { return rest.starts_with(section); }))
    return true;
  return nearest && edit_distance(*nearest, name) <= 2;
}

void apply_environment(Loading& loading, const std::map<std::string, std::string>& environment) {
  std::map<std::string, std::string> keys;  // by environment name
  std::vector<std::string> names;
  for (const std::string& key : known_keys(loading.loaded.settings)) {
    keys[environment_name(key)] = key;
    names.push_back(environment_name(key));
  }
  keys["BIBMILL_INDEX_DIR"] = "paths.index";
  for (const auto& [name, text] : environment) {
    if (!name.starts_with("BIBMILL_")) continue;
    const std::string where = "environment " + name;
    const auto known = keys.find(name);
    if (known == keys.end()) {
      const auto nearest = nearest_key(names, name);
      if (!is_meant_for_us(name, nearest)) continue;
      loading.problems.push_back({where, "is not a setting" + (nearest ? "; did you mean " + *nearest + "?" : "")});
      continue;
    }
    loading.set_text(known->second, text, where);
  }
}

std::string xdg(const std::map<std::string, std::string>& environment, const char* variable, const char* below_home) {
  const auto found = environment.find(variable);
  if (found != environment.end() && found->second.starts_with('/')) return found->second;
  const auto home = environment.find("HOME");
  return (home == environment.end() ? std::string(".") : home->second) + below_home;
}

void fill_paths(Loading& loading, const std::map<std::string, std::string>& environment) {
  PathSettings& paths = loading.loaded.settings.paths;
  const std::string state = xdg(environment, "XDG_STATE_HOME", "/.local/state") + "/bibmill";
  const auto fill = [&](std::string& path, const char* key, const std::string& standard) {
    if (!path.empty()) return;
    path = standard;
    loading.loaded.in_force[key].value = print_key(loading.loaded.settings, key);
  };
  fill(paths.state, "paths.state", state);
  fill(paths.pace, "paths.pace", state + "/pace");
  fill(paths.index, "paths.index", xdg(environment, "XDG_DATA_HOME", "/.local/share") + "/bibmill/index");
  const std::string rows = "organisations.local.toml";
  fill(paths.organisations, "paths.organisations", fs::exists("config/" + rows) ? "config/" + rows : rows);
}

void check_base_urls(Loading& loading) {
  for (const auto& [name, source] : loading.loaded.settings.sources) {
    if (is_local_source(name)) continue;
    const std::string_view url = source.base_url;
    if (url.starts_with("https://")) continue;
    if (url.starts_with("http://") && is_loopback_host(url_host(url))) continue;
    const std::string key = "sources." + name + ".base_url";
    loading.problems.push_back(
        {loading.loaded.in_force[key].origin, key + " must begin with https:// (http:// only to a loopback host)"});
  }
}

/// By file and line; what is in no file keeps its order behind them.
void sort_by_place(std::vector<ConfigProblem>& problems, const std::vector<std::string>& files) {
  // Not std::stable_sort: libstdc++ 12's uses what clang 19 calls deprecated.
  std::vector<std::tuple<std::ptrdiff_t, std::size_t, std::size_t>> places;
  for (const ConfigProblem& problem : problems) {
    std::size_t line = 0;
    const auto file =
        std::ranges::find_if(files, [&](const std::string& name) { return problem.where.starts_with(name); });
    if (file != files.end() && problem.where.size() > file->size())
      std::from_chars(problem.where.data() + file->size() + 1, problem.where.data() + problem.where.size(), line);
    places.emplace_back(file - files.begin(), line, places.size());
  }
  std::ranges::sort(places);
  std::vector<ConfigProblem> sorted;
  for (const auto& place : places) sorted.push_back(std::move(problems[std::get<2>(place)]));
  problems = std::move(sorted);
}

std::string describe(const std::vector<ConfigProblem>& problems) {
  std::string text;
  for (const ConfigProblem& problem : problems)
    text += fmt::format("{}{}: {}", text.empty() ? "" : "\n", problem.where, problem.message);
  return text;
}

}  // namespace

ConfigError::ConfigError(std::vector<ConfigProblem> problems)
    : std::runtime_error(describe(problems)), problems_(std::move(problems)) {}

LoadedSettings load_settings(const LoadRequest& request) {
  Loading loading;
  apply_text(loading, embedded_file("defaults.toml").value_or(""), "");
  apply_file(loading, xdg(request.environment, "XDG_CONFIG_HOME", "/.config") + "/bibmill/bibmill.toml", false);
  if (request.config_file) {
    apply_file(loading, *request.config_file, true);
  } else {
    apply_file(loading, request.working_directory == "." ? "bibmill.toml" : request.working_directory + "/bibmill.toml",
               false);
  }
  apply_environment(loading, request.environment);
  for (const FlagSetting& flag : request.flags) loading.set_text(flag.key, flag.text, flag.origin);
  fill_paths(loading, request.environment);
  check_base_urls(loading);
  sort_by_place(loading.problems, loading.files);
  if (!loading.problems.empty()) throw ConfigError(std::move(loading.problems));
  return std::move(loading.loaded);
}

std::string show_settings(const LoadedSettings& loaded) {
  std::string text;
  for (const auto& [key, setting] : loaded.in_force)
    text += fmt::format("{} = {}  # {}\n", key, setting.value, setting.origin);
  return text;
}

}  // namespace bibmill
