#include "pipeline/commands/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>

#include "normalizers/text/similarity.h"
#include "normalizers/text/unicode.h"
#include "pipeline/record_json/record_json_read.h"
#include "pipeline/report/exit_code.h"
#include "pipeline/report/explanation.h"
#include "pipeline/write/companion_json_read.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNearestKeys = 3;
constexpr double kNear = 0.5;

/// False only where the line's own id is surely another: ids stand first in our lines, and most need no unescaping. So
/// one record of a million is found without reading the others.
bool may_be_one_of(std::string_view line, const std::set<std::string>& ids) {
  constexpr std::string_view kId = "\"id\":\"";
  const std::size_t at = line.find(kId);
  if (at == std::string_view::npos) return false;
  const std::string_view rest = line.substr(at + kId.size());
  const std::string_view id = rest.substr(0, rest.find('"'));
  return id.find('\\') != std::string_view::npos || ids.contains(std::string(id));
}

/// Calls `use` with each line of a file; false when it cannot be opened.
template <class Use>
bool for_each_line(const fs::path& path, Use use) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return false;
  for (std::string line; std::getline(file, line);) use(line);
  return true;
}

std::map<std::string, PersonRecord> read_people(const fs::path& folder, const std::map<std::string, Record>& records) {
  std::set<std::string> wanted;
  for (const auto& [key, record] : records) wanted.insert(record.author_persons.begin(), record.author_persons.end());
  std::map<std::string, PersonRecord> people;
  // Without the file, or with a line of another version's, there is that much less to tell.
  static_cast<void>(for_each_line(folder / "people.jsonl", [&](const std::string& line) {
    if (!may_be_one_of(line, wanted)) return;
    if (Result<PersonRecord> person = parse_person(line)) people.emplace(person->id, std::move(*person));
  }));
  return people;
}

/// Alike by letters, or by a common beginning: keys begin with what people remember, name and year.
double likeness(std::string_view key, std::string_view id) {
  const auto common = std::ranges::mismatch(key, id).in1 - key.begin();
  const double beginning = key.empty() ? 0 : static_cast<double>(common) / static_cast<double>(key.size());
  return std::max(beginning, edit_similarity(key, id, kNear));
}

/// The keys of the file that are most like `key`, best first.
std::vector<std::string> nearest_keys(const fs::path& file, const std::string& key) {
  std::vector<std::pair<double, std::string>> near;
  static_cast<void>(for_each_line(file, [&](const std::string& line) {
    const Result<Record> record = parse_record(line);
    if (!record) return;
    const double similarity = likeness(key, record->id);
    if (similarity >= kNear) near.emplace_back(-similarity, record->id);
  }));
  std::ranges::sort(near);
  std::vector<std::string> keys;
  for (const auto& [similarity, id] : near) {
    if (keys.size() < kNearestKeys) keys.push_back(printable(id));
  }
  return keys;
}

}  // namespace

int explain(const CommandLine& line) {
  const fs::path folder = line.explain.folder;
  const fs::path file = folder / "enriched.jsonl";
  const std::set<std::string> wanted(line.explain.keys.begin(), line.explain.keys.end());
  std::map<std::string, Record> records;
  std::string unreadable;
  const bool opened = for_each_line(file, [&](const std::string& text) {
    if (!may_be_one_of(text, wanted)) return;
    Result<Record> record = parse_record(text);
    if (!record) {
      unreadable = record.error().message;
    } else if (wanted.contains(record->id)) {
      records.emplace(record->id, std::move(*record));
    }
  });
  if (!opened) {
    std::cerr << fmt::format("bibmill: {} cannot be read; DIR is the --out folder of an earlier run\n",
                             printable(file.string()));
    return kExitUsage;
  }
  const std::map<std::string, PersonRecord> people = read_people(folder, records);
  int code = kExitFine;
  std::string separator;
  for (const std::string& key : line.explain.keys) {
    const auto found = records.find(key);
    if (found != records.end()) {
      std::cout << separator << explain(found->second, people);
      separator = "\n";
      continue;
    }
    code = kExitUsage;
    const std::vector<std::string> near = nearest_keys(file, key);
    std::cerr << fmt::format("bibmill: {} has no entry {}{}{}\n", printable(file.string()), printable(key),
                             unreadable.empty() ? "" : " that can be read (" + unreadable + ")",
                             near.empty() ? "" : fmt::format("; did you mean {}?", fmt::join(near, ", ")));
  }
  return code;
}

}  // namespace bibmill
