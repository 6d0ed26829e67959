#include "tests/quality/name_tables.h"

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "normalizers/names/person_name.h"
#include "normalizers/text/latex.h"
#include "normalizers/text/unicode.h"

namespace bibmill::quality {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

struct Case {
  std::string suite;
  std::string input;
  std::string expected;  ///< one line, decoded
  std::string read;      ///< likewise, by us
};

std::string decoded(const std::string& latex) { return collapse_space(latex_to_unicode(latex)); }

std::string joined(const Json& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word.get<std::string>();
  return decoded(text);
}

std::string line(const std::string& given, const std::string& particle, const std::string& family,
                 const std::string& suffix) {
  return given + " | " + particle + " | " + family + " | " + suffix;
}

std::string line(const PersonName& name) {
  return line(name.given, name.particle, name.literal.empty() ? name.family : name.literal, name.suffix);
}

std::string read_names(const std::string& field) {
  std::string text;
  for (const PersonName& name : parse_bibtex_names(field).names) text += (text.empty() ? "" : " and ") + line(name);
  return text.empty() ? line(PersonName{}) : text;
}

Case parts_case(const std::string& suite, const std::string& input, const Json& first, const Json& von,
                const Json& last, const Json& jr) {
  return {suite, input, line(joined(first), joined(von), joined(last), joined(jr)), read_names(input)};
}

Json load(const fs::path& path) {
  std::ifstream file(path);
  return file ? Json::parse(file) : Json();
}

void add_bibtexparser(std::vector<Case>& cases, const Json& tables) {
  if (tables.is_null()) return;
  for (const auto& c : tables[0]["cases"])
    cases.push_back(parts_case("bibtexparser parts", c[0], c[1]["first"], c[1]["von"], c[1]["last"], c[1]["jr"]));
  for (const auto& c : tables[1]["cases"]) {
    std::string expected;
    for (const auto& one : c[1]) expected += (expected.empty() ? "" : " and ") + read_names(one.get<std::string>());
    cases.push_back({"bibtexparser lists", c[0], expected.empty() ? line(PersonName{}) : expected,
                     read_names(c[0].get<std::string>())});
  }
}

void add_pybtex(std::vector<Case>& cases, const Json& table) {
  for (const auto& c : table)
    cases.push_back(parts_case("pybtex", c["name"], c["first"], c["prelast_von"], c["last"], c["lineage_jr"]));
}

void add_jabref(std::vector<Case>& cases, const Json& tables) {
  for (const auto& [formatter, table] : tables.items()) {
    if (formatter.find("NormalizeNames") == std::string::npos) continue;
    for (const auto& c : table)
      cases.push_back({"JabRef lists", c["input"], read_names(c["expected"].get<std::string>()),
                       read_names(c["input"].get<std::string>())});
  }
}

}  // namespace

std::vector<NameTable> name_tables(const fs::path& bench) {
  std::vector<Case> cases;
  add_bibtexparser(cases, load(bench / "names/bibtexparser_names.json"));
  add_pybtex(cases, load(bench / "names/pybtex_parse_name.json"));
  add_jabref(cases, load(bench / "names/jabref_formatters.json"));
  std::map<std::string, std::set<std::string>> expectations;
  for (const Case& c : cases) expectations[collapse_space(c.input)].insert(c.expected);
  std::vector<NameTable> tables;
  for (const Case& c : cases) {
    if (tables.empty() || tables.back().name != c.suite) tables.push_back({c.suite});
    NameTable& table = tables.back();
    ++table.cases;
    if (c.read == c.expected) {
      ++table.agreeing;
    } else if (expectations[collapse_space(c.input)].size() > 1) {
      ++table.contradicted;
    } else {
      table.differing.push_back(c.input + "\n    expected " + c.expected + "\n    read     " + c.read);
    }
  }
  return tables;
}

}  // namespace bibmill::quality
