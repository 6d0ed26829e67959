// VersionIndex: which of many works may be versions of one, by the family names of their people and the words of their
// titles. The rarest keys are looked up first and common ones not at all, so that one look-up costs the same among
// thousands and millions of works. Immutable, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "normalizers/model/work.h"

namespace bibmill::quality {

class VersionIndex {
 public:
  /// The works are not kept.
  explicit VersionIndex(std::span<const Work* const> works);

  /// Places of at most `most` works that share the most with `work`, each common key weighted by its rarity, best
  /// first, then by place; `work` itself is among them where it was indexed. The matcher decides about them.
  std::vector<std::uint32_t> nearest(const Work& work, std::size_t most) const;

 private:
  std::unordered_map<std::string, std::vector<std::uint32_t>> works_by_key_;
  std::size_t size_ = 0;
};

}  // namespace bibmill::quality
