#include "pipeline/match/rarity.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "pipeline/match/word_rarities.h"

namespace bibmill {
namespace {

constexpr std::array<std::string_view, 36> kFunctionWords = {
    "a",     "an", "and",    "are",     "as",    "at",    "be",  "by", "can",  "do",   "for",  "from",
    "how",   "in", "into",   "is",      "it",    "its",   "of",  "on", "or",   "over", "that", "the",
    "their", "to", "toward", "towards", "under", "using", "via", "we", "what", "when", "with", "without"};

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& table, std::string_view word) {
  return std::find(table.begin(), table.end(), word) != table.end();
}

// A word that the table lacks stands in fewer than 8 titles of 7,000: as rare as any.
constexpr double kUnknownWord = 0.9;

}  // namespace

bool is_function_word(std::string_view word) { return holds(kFunctionWords, word); }

double rarity(std::string_view word) {
  const auto row = std::lower_bound(kWordRarities.begin(), kWordRarities.end(), word,
                                    [](const WordRarity& one, std::string_view other) { return one.word < other; });
  return row != kWordRarities.end() && row->word == word ? row->rarity : kUnknownWord;
}

}  // namespace bibmill
