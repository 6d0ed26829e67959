#include "pipeline/state/known_keys.h"

#include <fstream>
#include <string>
#include <vector>

#include "pipeline/record_json/record_json_read.h"
#include "pipeline/resolve/waiting.h"

namespace bibmill {

KnownKeys keys_of_outputs(const std::filesystem::path& folder) {
  std::ifstream file(folder / "enriched.jsonl", std::ios::binary);
  std::vector<Record> records;
  std::string line;
  while (std::getline(file, line)) {
    if (Result<Record> record = parse_record(line)) {
      // Only what the key depends on: a million records need not be held whole.
      Record kept;
      kept.entry = std::move(record->entry);
      // What a waiting entry was called for the time being is no key that it has.
      if (!waits(*record)) kept.id = std::move(record->id);
      records.push_back(std::move(kept));
    }
  }
  const std::vector<std::string> identities = entry_identities(records);
  KnownKeys keys;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!records[i].id.empty()) keys.emplace(identities[i], records[i].id);
  }
  return keys;
}

}  // namespace bibmill
