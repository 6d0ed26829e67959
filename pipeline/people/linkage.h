// Average linkage: agglomerative clustering of a few thousand items by a matrix of similarities. Pure, thread-safe,
// deterministic: equal similarities go by the items' order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace bibmill {

/// Two items that never share a cluster, however alike the others are.
inline constexpr float kForbidden = -std::numeric_limits<float>::infinity();

/// Symmetric; the diagonal is not read.
class SimilarityMatrix {
 public:
  SimilarityMatrix(std::size_t count, float similarity) : count_(count), cells_(count * count, similarity) {}

  std::size_t count() const { return count_; }
  float at(std::size_t a, std::size_t b) const { return cells_[a * count_ + b]; }
  void set(std::size_t a, std::size_t b, float similarity) {
    cells_[a * count_ + b] = similarity;
    cells_[b * count_ + a] = similarity;
  }

 private:
  std::size_t count_;
  std::vector<float> cells_;
};

/// The clusters of two items became one; each item stands for its cluster (the smallest in it).
struct Merge {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  float similarity = 0;

  bool operator==(const Merge&) const = default;
};

/// The most similar clusters become one as long as the mean of the similarities of all their pairs is at least
/// `threshold`; a forbidden pair keeps clusters apart for good. O(count²) time by chains of nearest neighbours (Murtagh
/// 1983). `similarities` is used up.
std::vector<Merge> link_by_average(SimilarityMatrix similarities, float threshold);

}  // namespace bibmill
