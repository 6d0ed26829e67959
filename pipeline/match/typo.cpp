#include "pipeline/match/typo.h"

#include <algorithm>
#include <array>
#include <string>

namespace bibmill {
namespace {

constexpr std::size_t kLongest = 64;

bool same_letters(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  std::array<int, 256> count{};
  for (std::size_t i = 0; i < a.size(); ++i) {
    ++count[static_cast<unsigned char>(a[i])];
    --count[static_cast<unsigned char>(b[i])];
  }
  return std::all_of(count.begin(), count.end(), [](int n) { return n == 0; });
}

}  // namespace

std::size_t word_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a == b) return 0;
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit || b.size() > kLongest) return limit + 1;
  std::array<std::size_t, kLongest + 1> row{};
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::size_t diagonal = row[0];
    row[0] = j;
    std::size_t best = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const auto changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[i];
      row[i] = std::min({changed, row[i] + 1, row[i - 1] + 1});
      best = std::min(best, row[i]);
    }
    if (best > limit) return limit + 1;
  }
  return std::min(row[a.size()], limit + 1);
}

bool is_typo(std::string_view a, std::string_view b) {
  const auto longest = std::max(a.size(), b.size());
  if (longest < 4) return false;
  const std::size_t allowed = longest >= 8 ? 2 : 1;
  return word_distance(a, b, allowed) <= allowed || same_letters(a, b);
}

}  // namespace bibmill
