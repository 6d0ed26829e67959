// The venue table that ships with the program (config/venues.toml), as plain rows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bibmill {

struct VenueRow {
  std::string name;
  std::vector<std::string> aliases;
  std::string toc;
  std::optional<int> toc_from;
  std::optional<int> toc_until;
  std::string old_toc;
  std::optional<int> volume_zero;
  bool has_dois = true;
  std::optional<int> dois_from;
};

/// Throws ConfigError (config/load.h) when the text is not a list of [[venue]] tables.
std::vector<VenueRow> parse_venues(std::string_view toml_text, const std::string& file);

/// The embedded venues.toml.
std::vector<VenueRow> shipped_venues();

}  // namespace bibmill
