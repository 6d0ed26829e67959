#include "config/organisations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "config/embedded.h"
#include "config/load.h"
#include "config/toml.h"

namespace bibmill {
namespace {

constexpr std::array<std::string_view, 7> kKeys = {"name",      "ror",    "country", "acronyms",
                                                   "spellings", "parent", "usual"};

/// ROR's published form: 0, six characters of its base 32, two digits.
bool is_ror_url(std::string_view url) {
  constexpr std::string_view kPrefix = "https://ror.org/0";
  if (!url.starts_with(kPrefix) || url.size() != kPrefix.size() + 8) return false;
  return std::ranges::all_of(url.substr(kPrefix.size()),
                             [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
}

class RowReader {
 public:
  explicit RowReader(std::string file) : file_(std::move(file)) {}

  void read(const toml::node& node) {
    const auto* table = node.as_table();
    if (!table) return complain(node, "an organisation is a table of name, ror, country, …");
    OrganisationRow row;
    row.name = (*table)["name"].value_or(std::string());
    if (row.name.empty()) complain(node, "an organisation needs a name");
    row.ror = (*table)["ror"].value<std::string>();
    if (row.ror && !is_ror_url(*row.ror)) complain(node, fmt::format("{}: not a ROR id: {}", row.name, *row.ror));
    row.country = (*table)["country"].value_or(std::string());
    if (!row.country.empty() && row.country.size() != 2) {
      complain(node, fmt::format("{}: country is a code of two letters, not {}", row.name, row.country));
    }
    row.acronyms = texts(*table, "acronyms");
    row.spellings = texts(*table, "spellings");
    row.parent = (*table)["parent"].value_or(std::string());
    read_usual(*table, row);
    for (const auto& [key, value] : *table) {
      if (std::ranges::find(kKeys, key.str()) == kKeys.end()) {
        complain(value, fmt::format("{}: unknown key {}", row.name, key.str()));
      }
    }
    rows_.push_back(std::move(row));
  }

  std::vector<OrganisationRow> take() && {
    if (!problems_.empty()) throw ConfigError(std::move(problems_));
    return std::move(rows_);
  }

 private:
  static std::vector<std::string> texts(const toml::table& table, std::string_view key) {
    std::vector<std::string> list;
    if (const auto* array = table[key].as_array()) {
      for (const toml::node& text : *array) list.push_back(text.value_or(std::string()));
    }
    return list;
  }

  void read_usual(const toml::table& table, OrganisationRow& row) {
    const auto* shares = table["usual"].as_table();
    if (!shares) return;
    for (const auto& [acronym, share] : *shares) {
      const double value = share.value_or(-1.0);
      if (value < 0 || value > 1) complain(share, fmt::format("{}: a share lies between 0 and 1", row.name));
      if (std::ranges::find(row.acronyms, acronym.str()) == row.acronyms.end()) {
        complain(share, fmt::format("{}: {} is none of its acronyms", row.name, acronym.str()));
      }
      row.usual.emplace(std::string(acronym.str()), value);
    }
  }

  void complain(const toml::node& node, std::string text) {
    problems_.push_back({fmt::format("{}:{}", file_, node.source().begin.line), std::move(text)});
  }

  std::string file_;
  std::vector<OrganisationRow> rows_;
  std::vector<ConfigProblem> problems_;
};

}  // namespace

std::vector<OrganisationRow> parse_organisations(std::string_view toml_text, const std::string& file) {
  RowReader reader(file);
  try {
    const toml::table table = toml::parse(toml_text, file);
    if (const auto* rows = table["organisation"].as_array()) {
      for (const toml::node& node : *rows) reader.read(node);
    }
  } catch (const toml::parse_error& error) {
    const auto place = error.source().begin;
    throw ConfigError({{fmt::format("{}:{}:{}", file, place.line, place.column), std::string(error.description())}});
  }
  return std::move(reader).take();
}

std::vector<OrganisationRow> shipped_organisations() {
  return parse_organisations(embedded_file("organisations.toml").value_or(""), "organisations.toml");
}

std::vector<OrganisationRow> local_organisations(const std::string& path) {
  if (!std::filesystem::exists(path)) return {};
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (!(text << in.rdbuf())) throw ConfigError({{path, "cannot be read"}});
  return parse_organisations(text.str(), path);
}

}  // namespace bibmill
