// Lists as sets: sorted, each item once. Pure, thread-safe.
#pragma once

#include <algorithm>
#include <functional>
#include <vector>

namespace bibmill {

/// Sorts by `key` and keeps one of those whose keys are equal.
template <class Item, class Key = std::identity>
void sort_unique(std::vector<Item>& items, Key key = {}) {
  std::ranges::sort(items, {}, key);
  const auto repeated = std::ranges::unique(items, {}, key);
  items.erase(repeated.begin(), repeated.end());
}

}  // namespace bibmill
