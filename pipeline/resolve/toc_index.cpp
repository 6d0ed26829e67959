#include "pipeline/resolve/toc_index.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

std::set<std::string> distinct_words(std::string_view title) {
  std::vector<std::string> words = fold_words(title);
  return {words.begin(), words.end()};
}

}  // namespace

TocIndex::TocIndex(std::shared_ptr<const Answer> toc) : toc_(std::move(toc)) {
  for (std::uint32_t i = 0; i < toc_->records.size(); ++i) {
    const auto& title = toc_->records[i].work.title;
    if (!title) continue;
    for (const std::string& word : distinct_words(*title)) records_by_word_[word].push_back(i);
  }
}

std::vector<SourceRecord> TocIndex::nearest(std::string_view title, std::size_t most) const {
  constexpr double kLeastShare = 1.0 / 3.0;
  const double all = static_cast<double>(toc_->records.size());
  std::unordered_map<std::uint32_t, double> weight_of;
  double total = 0;
  for (const std::string& word : distinct_words(title)) {
    const auto found = records_by_word_.find(word);
    // A word that no title has is as telling as one that a single title has.
    const double uses = found == records_by_word_.end() ? 1.0 : static_cast<double>(found->second.size());
    const double weight = std::log(1.0 + all / uses);
    total += weight;
    if (found == records_by_word_.end()) continue;
    for (const std::uint32_t record : found->second) weight_of[record] += weight;
  }
  std::vector<std::pair<double, std::uint32_t>> ranked;
  for (const auto& [record, weight] : weight_of) {
    if (weight >= kLeastShare * total) ranked.emplace_back(-weight, record);
  }
  std::ranges::sort(ranked);
  if (ranked.size() > most) ranked.resize(most);
  std::vector<SourceRecord> records;
  for (const auto& [weight, record] : ranked) records.push_back(toc_->records[record]);
  return records;
}

}  // namespace bibmill
