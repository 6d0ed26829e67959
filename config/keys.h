// The keys that settings have: name, member, permitted range. One table serves files, environment and flags.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/settings.h"

namespace bibmill {

/// A value as TOML or text gives it.
using SettingValue = std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>>;

/// All dotted keys that exist: "http.max_redirects", "sources.crossref.rate", ... The sources are those of `settings`.
std::vector<std::string> known_keys(const Settings& settings);

/// Sets `key` ("resolve.agencies.10.1145" too). nullopt when done, else what is wrong (type, range), for people.
std::optional<std::string> set_key(Settings& settings, std::string_view key, const SettingValue& value);

/// Reads text from the environment or a flag as the type that `key` has: "true", "12", "0.5", "a,b".
std::optional<SettingValue> value_from_text(const Settings& settings, std::string_view key, std::string_view text);

/// The value in force, as TOML; the contact address only as "(set)".
std::string print_key(const Settings& settings, std::string_view key);

/// Characters to insert, drop or replace to make one text the other (Levenshtein).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The known key nearest to a misspelt one, when it is near enough to be meant.
std::optional<std::string> nearest_key(const std::vector<std::string>& keys, std::string_view misspelt);

}  // namespace bibmill
