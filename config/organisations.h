// The table of organisations that ships with the program (config/organisations.toml), and the user's own rows in the
// same form (config/organisations.local.toml), as plain rows.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bibmill {

struct OrganisationRow {
  std::string name;
  std::optional<std::string> ror;  ///< full URL
  std::string country;             ///< ISO 3166-1 alpha-2; empty = not given
  std::vector<std::string> acronyms;
  std::vector<std::string> spellings;
  std::string parent;                   ///< name of the row it is part of; empty = none
  std::map<std::string, double> usual;  ///< acronym → share of its uses in computing that mean this row, 0 to 1
};

/// Throws ConfigError (config/load.h) with every mistake of the text and its line.
std::vector<OrganisationRow> parse_organisations(std::string_view toml_text, const std::string& file);

/// The embedded organisations.toml.
std::vector<OrganisationRow> shipped_organisations();

/// The user's rows; none when the file does not exist. Throws ConfigError when it cannot be read.
std::vector<OrganisationRow> local_organisations(const std::string& path);

}  // namespace bibmill
