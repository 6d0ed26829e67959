#include "connectors/local/title_search.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>
#include <string>
#include <unordered_map>

#include "normalizers/base/sort_unique.h"
#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

using Numbers = std::span<const RecordNumber>;

// Records that share less of a title's weight are about the same things, not the same paper: no rule of the matcher
// takes them. Where the very title is there, only its near copies matter.
constexpr double kLeastShare = 0.55;
constexpr double kLeastShareBesideEqual = 0.9;
// What shares much less than the best of them is another paper.
constexpr double kLeastOfBest = 0.7;
// Scores of what needs no weighing, above any share.
constexpr double kSameTitle = 3.0;
constexpr double kSameHead = 2.0;
constexpr double kSameFamily = 0.5;
// Records with one title ("Editorial") or one head ("Introduction") that are looked at.
constexpr std::size_t kMostEqual = 4096;
// Records that are taken up for weighing; more come only from words that most titles have.
constexpr std::size_t kMostWeighed = 16384;
// A correction is less certain than the word itself.
constexpr double kNearWordWeight = 0.9;
constexpr std::size_t kMostNearWords = 8;
// A word of so few titles may be a mistake that others made too.
constexpr std::size_t kRare = 2;

/// A binary search without branches that cannot be foreseen.
bool contains(Numbers numbers, RecordNumber number) {
  const RecordNumber* at = numbers.data();
  for (std::size_t size = numbers.size(); size > 1;) {
    const std::size_t half = size / 2;
    at += at[half - 1] < number ? half : 0;
    size -= half;
  }
  return !numbers.empty() && *at == number;
}

/// One word of the title: every list holds its records, spelt so or nearly so.
struct Word {
  std::vector<Numbers> lists;
  double weight = 0;
  std::size_t uses = 0;
  bool taken_up = false;  ///< its records are weighed, even if they have no other word

  bool has(RecordNumber record) const {
    return std::ranges::any_of(lists, [&](Numbers list) { return contains(list, record); });
  }
};

struct WeighedRecord {
  RecordNumber record = 0;
  double weight = 0;  ///< 0: a free slot
};

/// Weights by record: a hash table that is filled once. Most of a search's time is spent here. The slots stay with the
/// thread, all free between two searches: to clear only those that were used costs less than to make them anew.
class Weights {
 public:
  explicit Weights(std::size_t most) : slots_(slots_of_thread()), mask_(std::bit_ceil(2 * most + 2) - 1) {
    if (slots_.size() <= mask_) slots_.resize(mask_ + 1);
  }
  ~Weights() {
    for (const std::size_t place : used_) slots_[place] = {};
  }
  Weights(const Weights&) = delete;
  Weights& operator=(const Weights&) = delete;

  void add(RecordNumber record, double weight) {
    constexpr std::size_t kSpread = 0x9E3779B1;  // odd, so that neighbours of one volume do not meet
    std::size_t place = (record * kSpread) & mask_;
    while (slots_[place].weight != 0.0 && slots_[place].record != record) place = (place + 1) & mask_;
    WeighedRecord& slot = slots_[place];
    if (slot.weight == 0.0) used_.push_back(place);
    slot.record = record;
    slot.weight += weight;
  }
  /// In the order in which they came.
  std::size_t size() const { return used_.size(); }
  WeighedRecord& operator[](std::size_t i) { return slots_[used_[i]]; }

 private:
  static std::vector<WeighedRecord>& slots_of_thread() {
    static thread_local std::vector<WeighedRecord> slots;
    return slots;
  }

  std::vector<WeighedRecord>& slots_;
  std::size_t mask_;
  std::vector<std::size_t> used_;
};

class TitleSearch {
 public:
  TitleSearch(const LookupTable& table, std::size_t records) : table_(table), records_(static_cast<double>(records)) {}

  void add_equal(std::string_view title);
  void add_similar(std::string_view title);
  std::vector<TitleCandidate> take(std::string_view family, std::size_t most);

 private:
  void add(Numbers found, double score);
  Word word(const std::string& folded) const;
  double weight(std::size_t uses) const {
    return std::log(1.0 + records_ / static_cast<double>(std::max<std::size_t>(uses, 1)));
  }
  void weigh(std::vector<Word>& words, double total, double least);

  const LookupTable& table_;
  double records_;
  std::unordered_map<RecordNumber, double> scores_;
};

void TitleSearch::add(Numbers found, double score) {
  for (const RecordNumber record : found.first(std::min(found.size(), kMostEqual))) {
    double& known = scores_[record];
    known = std::max(known, score);
  }
}

void TitleSearch::add_equal(std::string_view title) {
  const std::string folded = fold_title(title);
  if (folded.empty()) return;
  add(table_.find(title_term(folded)), kSameTitle);
  add(table_.find(head_term(folded)), kSameHead);
  for (const std::string& head : title_heads(title)) {
    add(table_.find(title_term(head)), kSameHead);
    add(table_.find(head_term(head)), kSameHead);
  }
}

Word TitleSearch::word(const std::string& folded) const {
  Word word;
  const Numbers own = table_.find(word_term(folded));
  word.uses = own.size();
  if (!own.empty()) word.lists.push_back(own);
  word.weight = weight(word.uses);
  if (own.size() > kRare) return word;
  std::size_t uses = own.size();
  for (const LookupTerm near : table_.near_words(folded)) {
    const Numbers list = table_.find(near);
    uses += list.size();
    word.lists.push_back(list);
    if (word.lists.size() > kMostNearWords) break;
  }
  if (uses > own.size()) word.weight = kNearWordWeight * weight(uses);
  word.uses = uses;
  return word;
}

/// Takes up the records that can reach `least`, and then weighs them by the other words.
void TitleSearch::weigh(std::vector<Word>& words, double total, double least) {
  std::size_t next = 0;
  double rest = total;
  std::size_t most = 0;
  for (; next < words.size() && rest >= least; ++next) {
    Word& word = words[next];
    rest -= word.weight;
    word.taken_up = most == 0 || most + word.uses <= kMostWeighed;
    if (!word.taken_up) continue;
    for (const Numbers list : word.lists) most += std::min(list.size(), kMostWeighed);
  }
  Weights weights(most);
  for (const Word& word : std::span(words).first(next)) {
    if (!word.taken_up) {
      for (std::size_t i = 0; i < weights.size(); ++i)
        weights[i].weight += word.has(weights[i].record) ? word.weight : 0.0;
      continue;
    }
    for (const Numbers list : word.lists) {
      for (const RecordNumber record : list.first(std::min(list.size(), kMostWeighed)))
        weights.add(record, word.weight);
    }
  }
  for (std::size_t at = 0; at < weights.size(); ++at) {
    const RecordNumber record = weights[at].record;
    double known = weights[at].weight;
    double possible = rest;
    for (std::size_t i = next; i < words.size() && known + possible >= least; ++i) {
      possible -= words[i].weight;
      if (words[i].has(record)) known += words[i].weight;
    }
    if (known < least) continue;
    double& score = scores_[record];
    score = std::max(score, std::min(known / total, 1.0));
  }
}

void TitleSearch::add_similar(std::string_view title) {
  std::vector<std::string> folded = fold_words(title);
  sort_unique(folded);
  std::vector<Word> words;
  double total = 0;
  for (const std::string& one : folded) {
    words.push_back(word(one));
    total += words.back().weight;
  }
  std::ranges::sort(words, {}, &Word::uses);
  weigh(words, total, (scores_.empty() ? kLeastShare : kLeastShareBesideEqual) * total);
}

std::vector<TitleCandidate> TitleSearch::take(std::string_view family, std::size_t most) {
  const Numbers by_family = family.empty() ? Numbers() : table_.find(family_term(fold_title(family)));
  std::vector<TitleCandidate> candidates;
  for (const auto& [record, score] : scores_)
    candidates.push_back({record, score + (contains(by_family, record) ? kSameFamily : 0.0)});
  double best = 0;
  for (const TitleCandidate& candidate : candidates) best = std::max(best, candidate.score);
  std::erase_if(candidates, [&](const TitleCandidate& one) { return one.score < kLeastOfBest * std::min(best, 1.0); });
  const auto better = [](const TitleCandidate& a, const TitleCandidate& b) {
    return a.score != b.score ? a.score > b.score : a.record < b.record;
  };
  const std::size_t kept = std::min(most, candidates.size());
  std::ranges::partial_sort(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(kept), better);
  candidates.resize(kept);
  return candidates;
}

}  // namespace

std::vector<TitleCandidate> search_title(const LookupTable& table, std::size_t records, std::string_view title,
                                         std::string_view family, std::size_t most) {
  TitleSearch search(table, records);
  search.add_equal(title);
  search.add_similar(title);
  return search.take(family, most);
}

}  // namespace bibmill
