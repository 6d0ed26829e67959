// Loading settings: defaults.toml, the user's file, --config or ./bibmill.toml, the environment, flags, in rising
// precedence. All mistakes of all layers are collected and thrown once as ConfigError. Used at start-up, on one thread.
#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "config/settings.h"

namespace bibmill {

/// One mistake: where ("bibmill.toml:12:3", "environment BIBMILL_JOBS", "flag --jobs") and what, with the nearest valid
/// key.
struct ConfigProblem {
  std::string where;
  std::string message;
};

class ConfigError : public std::runtime_error {
 public:
  explicit ConfigError(std::vector<ConfigProblem> problems);
  const std::vector<ConfigProblem>& problems() const { return problems_; }

 private:
  std::vector<ConfigProblem> problems_;
};

/// A flag that is a setting: "resolve.permits" = "64", from "--permits".
struct FlagSetting {
  std::string key;  ///< dotted
  std::string text;
  std::string origin = "flag";  ///< as told to people: "flag --jobs"
};

/// What to load from. Everything is passed in, so that tests need no real environment.
struct LoadRequest {
  std::optional<std::string> config_file;          ///< --config; it must exist
  std::string working_directory = ".";             ///< ./bibmill.toml is read from here when --config is not given
  std::map<std::string, std::string> environment;  ///< HOME, XDG_*, BIBMILL_*
  std::vector<FlagSetting> flags;
};

/// A setting in force: its value as printed in TOML, and who set it.
struct SettingInForce {
  std::string value;   ///< the contact address is shown as "(set)"
  std::string origin;  ///< "default", "/home/…/bibmill.toml:4", "environment BIBMILL_JOBS", "flag --jobs"
};

struct LoadedSettings {
  Settings settings;                               ///< paths are filled in (no empty ones)
  std::map<std::string, SettingInForce> in_force;  ///< by dotted key, sorted
};

/// Throws ConfigError, its problems sorted by file (in the order of precedence) and line; then environment and flags.
LoadedSettings load_settings(const LoadRequest& request);

/// `key = value` lines with their origin, as `bibmill config show` prints them.
std::string show_settings(const LoadedSettings& loaded);

}  // namespace bibmill
