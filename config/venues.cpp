#include "config/venues.h"

#include <fmt/format.h>

#include "config/embedded.h"
#include "config/load.h"
#include "config/toml.h"

namespace bibmill {
namespace {

VenueRow row_from(const toml::table& table) {
  VenueRow row;
  row.name = table["name"].value_or(std::string());
  row.toc = table["toc"].value_or(std::string());
  row.toc_from = table["toc_from"].value<int>();
  row.toc_until = table["toc_until"].value<int>();
  row.old_toc = table["old_toc"].value_or(std::string());
  row.volume_zero = table["volume_zero"].value<int>();
  row.has_dois = table["dois"].value_or(true);
  row.dois_from = table["dois_from"].value<int>();
  if (const auto* aliases = table["aliases"].as_array()) {
    for (const toml::node& alias : *aliases) row.aliases.push_back(alias.value_or(std::string()));
  }
  return row;
}

}  // namespace

std::vector<VenueRow> parse_venues(std::string_view toml_text, const std::string& file) {
  std::vector<VenueRow> rows;
  try {
    const toml::table table = toml::parse(toml_text, file);
    if (const auto* venues = table["venue"].as_array()) {
      for (const toml::node& node : *venues) {
        const auto* venue = node.as_table();
        if (!venue || !venue->contains("name")) {
          throw ConfigError({{fmt::format("{}:{}", file, node.source().begin.line), "a [[venue]] needs a name"}});
        }
        rows.push_back(row_from(*venue));
      }
    }
  } catch (const toml::parse_error& error) {
    const auto place = error.source().begin;
    throw ConfigError({{fmt::format("{}:{}:{}", file, place.line, place.column), std::string(error.description())}});
  }
  return rows;
}

std::vector<VenueRow> shipped_venues() {
  return parse_venues(embedded_file("venues.toml").value_or(""), "venues.toml");
}

}  // namespace bibmill
