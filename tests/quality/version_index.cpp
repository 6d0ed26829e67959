#include "tests/quality/version_index.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "normalizers/names/folded_name.h"
#include "normalizers/text/fold.h"

namespace bibmill::quality {
namespace {

// Works looked at in one look-up. A version shares several rare keys, and is met long before.
constexpr std::size_t kMostVisits = 4000;
// Collaborations list thousands of people; the first ones are enough to meet their versions.
constexpr std::size_t kMostPeople = 30;

std::set<std::string> keys_of(const Work& work) {
  std::set<std::string> keys;
  for (std::size_t i = 0; i < work.authors.size() && i < kMostPeople; ++i) {
    const FoldedName name = fold_name(work.authors[i].name);
    if (!name.family.empty()) keys.insert("p " + name.family.back());
  }
  for (std::string& word : fold_words(work.title.value_or(""))) keys.insert(std::move(word));
  return keys;
}

}  // namespace

VersionIndex::VersionIndex(std::span<const Work* const> works) : size_(works.size()) {
  for (std::size_t i = 0; i < works.size(); ++i) {
    for (const std::string& key : keys_of(*works[i])) works_by_key_[key].push_back(static_cast<std::uint32_t>(i));
  }
}

std::vector<std::uint32_t> VersionIndex::nearest(const Work& work, std::size_t most) const {
  struct Holder {
    std::size_t size;
    std::size_t place;  // of the key: ties are broken the same way every time
    const std::vector<std::uint32_t>* works;
  };
  std::vector<Holder> holders;
  for (const std::string& key : keys_of(work)) {
    const auto found = works_by_key_.find(key);
    if (found != works_by_key_.end()) holders.push_back({found->second.size(), holders.size(), &found->second});
  }
  std::ranges::sort(holders, {}, [](const Holder& holder) { return std::pair(holder.size, holder.place); });
  std::unordered_map<std::uint32_t, double> score;
  std::size_t visits = 0;
  for (const Holder& holder : holders) {
    visits += holder.size;
    if (visits > kMostVisits && !score.empty()) break;
    const double weight = std::log(1.0 + static_cast<double>(size_) / static_cast<double>(holder.size));
    for (const std::uint32_t place : *holder.works) score[place] += weight;
  }
  std::vector<std::pair<double, std::uint32_t>> ranked;
  for (const auto& [place, sum] : score) ranked.emplace_back(-sum, place);
  std::ranges::sort(ranked);
  if (ranked.size() > most) ranked.resize(most);
  std::vector<std::uint32_t> places;
  for (const auto& [sum, place] : ranked) places.push_back(place);
  return places;
}

}  // namespace bibmill::quality
