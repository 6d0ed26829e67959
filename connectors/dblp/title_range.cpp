#include "connectors/dblp/title_range.h"

#include <algorithm>

#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

constexpr std::size_t kPrefix = 40;  // bytes: enough to single a title out, short enough to survive another subtitle
constexpr std::size_t kShortPrefix = 12;  // a shorter prefix that is not the whole title would hold thousands of titles

bool can_increment(char c) { return c >= 'a' && c <= 'y'; }

}  // namespace

std::string title_letters(std::string_view title) {
  std::string letters = fold_title(title);
  std::erase(letters, ' ');
  return letters;
}

std::optional<TitleRange> title_range(std::string_view title) {
  const std::string folded = fold_title(title);
  if (folded.empty()) return std::nullopt;
  std::string from = folded.substr(0, kPrefix);
  while (!from.empty() && !can_increment(from.back())) from.pop_back();
  if (from.empty() || (from.size() < kShortPrefix && from != folded)) {
    // "a" sorts before everything that could follow, save digits.
    return TitleRange{folded, folded + "a", true};
  }
  std::string below = from;
  ++below.back();
  return TitleRange{std::move(from), std::move(below), false};
}

bool in_range(const TitleRange& range, std::string_view title) {
  const std::string letters = title_letters(title);
  const std::string from = title_letters(range.from);
  return range.exact ? letters == from : letters.starts_with(from);
}

}  // namespace bibmill
