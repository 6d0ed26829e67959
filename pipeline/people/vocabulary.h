// Vocabulary: words of a run as numbers, each with its rarity; and Lists: many short lists of such numbers in one piece
// of memory. Immutable once made, thread-safe.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace bibmill {

inline constexpr std::uint32_t kUnknownWord = std::numeric_limits<std::uint32_t>::max();

/// A word in one document. `weight` (0 to 1) says how much it tells before anything was counted.
struct Occurrence {
  std::uint64_t word = 0;  ///< fnv1a of it
  float weight = 1;
};

class Vocabulary {
 public:
  Vocabulary() = default;
  /// `documents`: how many there are in all; an occurrence is counted once a document.
  Vocabulary(std::vector<Occurrence> occurrences, std::size_t documents);

  std::uint32_t number(std::uint64_t word) const;  ///< kUnknownWord where it never occurred
  /// weight × log(1 + documents / documents with the word) / log(1 + documents).
  float rarity(std::uint32_t number) const { return rarities_[number]; }
  std::size_t size() const { return words_.size(); }

 private:
  std::vector<std::uint64_t> words_;  // ascending
  std::vector<float> rarities_;
};

/// 0 for `among` of `among` to 1 for one: the logarithmic share of what is not had.
float rarity_of(std::size_t count, std::size_t among);

class Lists {
 public:
  /// Appends a list; sorted, each number once.
  void add(std::vector<std::uint32_t> numbers);
  std::span<const std::uint32_t> operator[](std::size_t list) const {
    return {numbers_.data() + begins_[list], numbers_.data() + begins_[list + 1]};
  }
  std::size_t size() const { return begins_.size() - 1; }
  /// False: they have no number in common, for which a look at either list is not needed. True: they may have.
  bool may_share(std::size_t list, std::size_t other) const { return (signatures_[list] & signatures_[other]) != 0; }

 private:
  std::vector<std::uint32_t> numbers_;
  std::vector<std::uint64_t> signatures_;  // a bit for each number, of 64
  std::vector<std::size_t> begins_{0};
};

}  // namespace bibmill
