#include "pipeline/stored/stored_assignment.h"

#include <string_view>
#include <unordered_map>

#include "pipeline/state/citation_keys.h"
#include "pipeline/state/inheritance.h"

namespace bibmill {

StoredAssignment assign_stored(std::span<const Entry> entries, std::span<const Record> records) {
  StoredAssignment result;
  result.identities = entry_identities(entries);
  result.record_of.resize(entries.size());
  result.earlier_of.resize(entries.size());
  result.used.resize(records.size(), false);
  const std::vector<std::string> stored = entry_identities(records);
  std::unordered_map<std::string_view, std::size_t> by_identity;
  for (std::size_t i = 0; i < stored.size(); ++i) by_identity.emplace(stored[i], i);
  std::vector<std::size_t> changed;
  std::vector<EntryFacts> added;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (const auto found = by_identity.find(result.identities[i]); found != by_identity.end()) {
      result.record_of[i] = found->second;
      result.used[found->second] = true;
    } else {
      changed.push_back(i);
      // Lists may be named from another folder today: titles are compared whatever the list.
      added.push_back(facts_of(entries[i], result.identities[i], ""));
    }
  }
  std::vector<std::size_t> free;
  std::vector<EntryFacts> vanished;
  for (std::size_t i = 0; i < records.size() && !added.empty(); ++i) {
    if (result.used[i]) continue;
    free.push_back(i);
    vanished.push_back(facts_of(records[i].entry, stored[i], ""));
  }
  const std::vector<std::optional<std::size_t>> continued = continued_entries(added, vanished);
  for (std::size_t i = 0; i < added.size(); ++i) {
    if (!continued[i]) continue;
    result.earlier_of[changed[i]] = free[*continued[i]];
    result.used[free[*continued[i]]] = true;
  }
  return result;
}

}  // namespace bibmill
