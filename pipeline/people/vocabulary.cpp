#include "pipeline/people/vocabulary.h"

#include <algorithm>
#include <cmath>

#include "normalizers/base/sort_unique.h"

namespace bibmill {

float rarity_of(std::size_t count, std::size_t among) {
  if (count == 0 || among == 0) return 0;
  const auto all = static_cast<double>(among);
  return static_cast<float>(std::log1p(all / static_cast<double>(count)) / std::log1p(all));
}

Vocabulary::Vocabulary(std::vector<Occurrence> occurrences, std::size_t documents) {
  std::ranges::sort(occurrences, {}, &Occurrence::word);
  for (std::size_t i = 0; i < occurrences.size();) {
    std::size_t end = i;
    while (end < occurrences.size() && occurrences[end].word == occurrences[i].word) ++end;
    words_.push_back(occurrences[i].word);
    rarities_.push_back(occurrences[i].weight * rarity_of(end - i, std::max(documents, end - i)));
    i = end;
  }
  words_.shrink_to_fit();
  rarities_.shrink_to_fit();
}

std::uint32_t Vocabulary::number(std::uint64_t word) const {
  const auto found = std::ranges::lower_bound(words_, word);
  if (found == words_.end() || *found != word) return kUnknownWord;
  return static_cast<std::uint32_t>(found - words_.begin());
}

void Lists::add(std::vector<std::uint32_t> numbers) {
  sort_unique(numbers);
  numbers_.insert(numbers_.end(), numbers.begin(), numbers.end());
  begins_.push_back(numbers_.size());
  std::uint64_t signature = 0;
  for (const std::uint32_t number : numbers) signature |= std::uint64_t{1} << number % 64;
  signatures_.push_back(signature);
}

}  // namespace bibmill
