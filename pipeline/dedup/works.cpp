#include "pipeline/dedup/works.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "normalizers/names/folded_name.h"
#include "normalizers/text/fold.h"
#include "pipeline/dedup/clusters.h"
#include "pipeline/match/versions.h"
#include "pipeline/parallel/for_each_index.h"

namespace bibmill {
namespace {

using Keys = std::vector<std::string>;
using Pair = std::pair<std::size_t, std::size_t>;

// Records with one key beyond this say nothing about each other: "Editorial", or two people who write much together.
constexpr std::size_t kLargestBlock = 50;

template <class Described>
void add_identifiers(Keys& keys, const Described& described) {
  if (described.doi) keys.push_back(to_string(Identifier(*described.doi)));
  if (described.arxiv_id) keys.push_back(to_string(Identifier(*described.arxiv_id)));
  if (described.dblp_key) keys.push_back(to_string(Identifier(*described.dblp_key)));
}

/// Corrections, reviews and translations are other works that merely belong to this one.
bool is_this_work(const Version& version) {
  static constexpr std::array<std::string_view, 5> kKinds = {"published", "journal", "conference", "preprint",
                                                             "version"};
  return std::ranges::find(kKinds, version.kind) != kKinds.end();
}

/// What nobody has verified: entries that say the same of themselves, identifier and title, and no others.
Keys claimed_keys(const Record& record) {
  Keys keys;
  add_identifiers(keys, record.work);
  const std::string title = fold_title(record.work.title.value_or(""));
  for (std::string& key : keys) key = "claimed " + key + " " + title;
  return keys;
}

Keys identifier_keys(const Record& record) {
  if (record.status != Status::resolved) return claimed_keys(record);
  Keys keys;
  add_identifiers(keys, record.work);
  for (const Version& version : record.versions) {
    if (is_this_work(version)) add_identifiers(keys, version);
  }
  return keys;
}

std::string family(const Person& person) { return fold_name(person.name).family_joined; }

/// By which records that may be one work are brought together: the title, and the ends of the list of authors.
Keys description_keys(const Record& record) {
  Keys keys;
  if (record.status != Status::resolved || !record.work.title) return keys;
  keys.push_back("t " + fold_title(*record.work.title));
  const auto& authors = record.work.authors;
  if (authors.size() >= 2) keys.push_back("p " + family(authors.front()) + " " + family(authors.back()));
  return keys;
}

std::vector<Keys> keys_of_all(std::span<const Record> records, Keys (*keys_of)(const Record&)) {
  std::vector<Keys> keys(records.size());
  for_each_index(records.size(), [&](std::size_t i) { keys[i] = keys_of(records[i]); });
  return keys;
}

bool may_be_one(const Record& a, const Record& b) {
  if (is_preprint(a.work) || is_preprint(b.work)) return true;
  const bool two_dois = a.work.doi && b.work.doi;
  const bool two_keys = a.work.dblp_key && b.work.dblp_key;
  return !two_dois && !two_keys && a.work.type == b.work.type;
}

/// Pairs that share a description key and are not joined yet, in order.
std::vector<Pair> pairs_to_compare(std::span<const Record> records, Clusters& clusters) {
  std::unordered_map<std::string, std::vector<std::size_t>> blocks;
  const std::vector<Keys> keys = keys_of_all(records, description_keys);
  for (std::size_t i = 0; i < records.size(); ++i) {
    for (const std::string& key : keys[i]) blocks[key].push_back(i);
  }
  std::set<Pair> pairs;
  for (const auto& [key, block] : blocks) {
    if (block.size() > kLargestBlock) continue;
    for (std::size_t a = 0; a < block.size(); ++a) {
      for (std::size_t b = a + 1; b < block.size(); ++b) {
        const bool joined = clusters.representative(block[a]) == clusters.representative(block[b]);
        if (!joined && may_be_one(records[block[a]], records[block[b]])) pairs.emplace(block[a], block[b]);
      }
    }
  }
  return {pairs.begin(), pairs.end()};
}

SourceRecord described(const Record& record) {
  SourceRecord description;
  description.record_id = record.id;
  description.work = record.work;
  return description;
}

void join_by_description(std::span<const Record> records, const MatchPolicy& policy, Clusters& clusters) {
  const std::vector<Pair> pairs = pairs_to_compare(records, clusters);
  std::vector<char> same(pairs.size(), 0);
  for_each_index(pairs.size(), [&](std::size_t i) {
    const auto& [a, b] = pairs[i];
    same[i] = same_work(described(records[a]), described(records[b]), policy).accepted() ? 1 : 0;
  });
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (same[i] != 0) clusters.join(pairs[i].first, pairs[i].second);
  }
}

}  // namespace

void deduplicate_works(std::span<Record> records, const MatchPolicy& policy) {
  Clusters clusters(records.size());
  const std::vector<Keys> keys = keys_of_all(records, identifier_keys);
  std::unordered_map<std::string, std::size_t> first_with;
  for (std::size_t i = 0; i < records.size(); ++i) {
    for (const std::string& key : keys[i]) clusters.join(first_with.emplace(key, i).first->second, i);
  }
  join_by_description(records, policy, clusters);
  for (Record& record : records) record.duplicates.clear();
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::size_t first = clusters.representative(i);
    records[i].same_as = first == i ? std::nullopt : std::optional(records[first].id);
    if (first != i) records[first].duplicates.push_back(records[i].id);
  }
}

}  // namespace bibmill
