#include "pipeline/people/linkage.h"

#include <algorithm>

namespace bibmill {
namespace {

class Linkage {
 public:
  Linkage(SimilarityMatrix similarities, float threshold)
      : similarities_(std::move(similarities)), threshold_(threshold), sizes_(similarities_.count(), 1) {
    for (std::uint32_t i = 0; i < similarities_.count(); ++i) open_.push_back(i);
  }

  std::vector<Merge> run() {
    while (!open_.empty()) {
      if (chain_.empty()) chain_.push_back(open_.front());
      step();
    }
    std::ranges::sort(merges_, [](const Merge& a, const Merge& b) {
      return a.similarity != b.similarity ? a.similarity > b.similarity : std::pair(a.a, a.b) < std::pair(b.a, b.b);
    });
    return std::move(merges_);
  }

 private:
  /// Follows the chain to the nearest neighbour of its end; merges two that are each other's.
  void step() {
    const std::uint32_t end = chain_.back();
    std::uint32_t nearest = end;
    float best = kForbidden;
    for (const std::uint32_t other : open_) {
      if (other == end) continue;
      const float similarity = similarities_.at(end, other);
      const bool before = chain_.size() > 1 && other == chain_[chain_.size() - 2];
      // The one before wins among equals: so the chain ends.
      if (similarity > best || (similarity == best && before)) {
        best = similarity;
        nearest = other;
      }
    }
    if (nearest == end || best < threshold_) {
      // Nothing that is merged elsewhere comes nearer than its parts.
      close(end);
      chain_.clear();
    } else if (chain_.size() > 1 && nearest == chain_[chain_.size() - 2]) {
      chain_.pop_back();
      chain_.pop_back();
      merge(std::min(end, nearest), std::max(end, nearest), best);
    } else {
      chain_.push_back(nearest);
    }
  }

  void close(std::uint32_t item) { open_.erase(std::ranges::lower_bound(open_, item)); }

  void merge(std::uint32_t kept, std::uint32_t gone, float similarity) {
    merges_.push_back({kept, gone, similarity});
    close(gone);
    const float all = sizes_[kept] + sizes_[gone];
    for (const std::uint32_t other : open_) {
      if (other == kept) continue;
      const float mean =
          (similarities_.at(kept, other) * sizes_[kept] + similarities_.at(gone, other) * sizes_[gone]) / all;
      similarities_.set(kept, other, mean);
    }
    sizes_[kept] = all;
  }

  SimilarityMatrix similarities_;
  float threshold_;
  std::vector<float> sizes_;
  std::vector<std::uint32_t> open_;  // ascending
  std::vector<std::uint32_t> chain_;
  std::vector<Merge> merges_;
};

}  // namespace

std::vector<Merge> link_by_average(SimilarityMatrix similarities, float threshold) {
  return Linkage(std::move(similarities), threshold).run();
}

}  // namespace bibmill
