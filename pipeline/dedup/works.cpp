#include "pipeline/dedup/works.h"

#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/dedup/clusters.h"
#include "pipeline/parallel/for_each_index.h"

namespace bibmill {
namespace {

template <class Described>
void add_identifiers(std::vector<std::string>& keys, const Described& described) {
  if (described.doi) keys.push_back(to_string(Identifier(*described.doi)));
  if (described.arxiv_id) keys.push_back(to_string(Identifier(*described.arxiv_id)));
  if (described.dblp_key) keys.push_back(to_string(Identifier(*described.dblp_key)));
}

/// Corrections and reviews are other works that merely belong to this one.
bool is_this_work(const Version& version) { return version.kind != "correction" && version.kind != "review_of"; }

std::vector<std::string> identifier_keys(const Record& record) {
  std::vector<std::string> keys;
  if (record.status != Status::resolved) return keys;
  add_identifiers(keys, record.work);
  for (const Version& version : record.versions) {
    if (is_this_work(version)) add_identifiers(keys, version);
  }
  return keys;
}

}  // namespace

void deduplicate_works(std::span<Record> records) {
  std::vector<std::vector<std::string>> keys(records.size());
  for_each_index(records.size(), [&](std::size_t i) { keys[i] = identifier_keys(records[i]); });

  Clusters clusters(records.size());
  std::unordered_map<std::string, std::size_t> first_with;
  for (std::size_t i = 0; i < records.size(); ++i) {
    for (const std::string& key : keys[i]) clusters.join(first_with.emplace(key, i).first->second, i);
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::size_t first = clusters.representative(i);
    records[i].same_as = first == i ? std::nullopt : std::optional(records[first].id);
  }
}

}  // namespace bibmill
