// Clusters: sequential union-find over items 0 to n-1. The representative of a cluster is its smallest member, so that
// the outcome depends on the joins alone, not on their order.
#pragma once

#include <cstddef>
#include <numeric>
#include <vector>

namespace bibmill {

class Clusters {
 public:
  explicit Clusters(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }

  std::size_t representative(std::size_t item) {
    while (parent_[item] != item) {
      parent_[item] = parent_[parent_[item]];
      item = parent_[item];
    }
    return item;
  }

  void join(std::size_t a, std::size_t b) {
    a = representative(a);
    b = representative(b);
    if (a != b) parent_[a < b ? b : a] = a < b ? a : b;
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace bibmill
