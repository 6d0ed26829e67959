// The files of config/ that ship inside the program: defaults.toml, venues.toml, the JSON Schemas.
#pragma once

#include <optional>
#include <string_view>

namespace bibmill {

/// The text of a file of config/ or config/schema/ by its bare name ("defaults.toml"); nullopt when there is none.
std::optional<std::string_view> embedded_file(std::string_view name);

}  // namespace bibmill
