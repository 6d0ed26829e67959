#include "connectors/wire/word_bag.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string>

#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

constexpr std::array<std::string_view, 20> kSmallWords = {"a",    "an", "and",   "as",  "at",   "by",     "for",
                                                          "from", "in", "into",  "is",  "of",   "on",     "or",
                                                          "the",  "to", "under", "via", "with", "without"};

/// Half of all words of both: what a relevance ranking still shows among its first results.
constexpr std::size_t kSharedPercent = 50;

std::set<std::string> significant_words(std::string_view text) {
  std::set<std::string> words;
  for (std::string& word : fold_words(text)) {
    if (std::find(kSmallWords.begin(), kSmallWords.end(), word) == kSmallWords.end()) words.insert(std::move(word));
  }
  return words;
}

}  // namespace

bool shares_words(std::string_view a, std::string_view b) {
  const std::set<std::string> left = significant_words(a);
  const std::set<std::string> right = significant_words(b);
  std::set<std::string> shared;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::inserter(shared, shared.end()));
  if (shared.empty()) return false;
  const std::size_t either = left.size() + right.size() - shared.size();
  // One word within a longer title ("Editorial") says nothing.
  const bool contained = shared.size() > 1 && shared.size() == std::min(left.size(), right.size());
  return contained || 100 * shared.size() >= kSharedPercent * either;
}

bool names_title(std::string_view text, std::string_view title, std::string_view rest) {
  const std::set<std::string> asked = significant_words(text);
  const std::set<std::string> titled = significant_words(title);
  std::set<std::string> known = significant_words(rest);
  known.insert(titled.begin(), titled.end());
  return !titled.empty() && std::ranges::includes(asked, titled) && std::ranges::includes(known, asked);
}

}  // namespace bibmill
