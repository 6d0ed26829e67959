#include "pipeline/match/acronym.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace bibmill {
namespace {

constexpr std::array<std::string_view, 34> kCommonWords = {
    "a",    "acm",        "advances",    "and",  "annual",        "at",       "chapter",
    "conf", "conference", "conferences", "cvf",  "edition",       "for",      "ieee",
    "ifip", "in",         "int",         "intl", "international", "joint",    "meeting",
    "of",   "on",         "papers",      "proc", "proceedings",   "siam",     "symposium",
    "the",  "to",         "usenix",      "with", "workshop",      "workshops"};

// Longer names are no acronyms' expansions; the bound keeps the search small.
constexpr std::size_t kMostWords = 16;
constexpr std::size_t kMostLetters = 12;

class Expansion {
 public:
  Expansion(const std::vector<std::string>& words, AcronymOf kind) : words_(words), kind_(kind) {}

  /// Whether `letters` are made of words_[word...]; `leave_out` telling words may still be skipped.
  bool made_of(std::string_view letters, std::size_t word, int leave_out) const {
    if (word == words_.size()) return letters.empty();
    const int cost = is_common_venue_word(words_[word]) ? 0 : 1;
    if (cost <= leave_out && made_of(letters, word + 1, leave_out - cost)) return true;
    if (letters.empty() || words_[word].front() != letters.front()) return false;
    return kind_ == AcronymOf::venue ? by_beginnings(letters, word, leave_out) : by_letters(letters, word, leave_out);
  }

 private:
  bool by_beginnings(std::string_view letters, std::size_t word, int leave_out) const {
    const std::string_view text = words_[word];
    for (std::size_t n = 1; n <= std::min(text.size(), letters.size()) && text[n - 1] == letters[n - 1]; ++n) {
      if (made_of(letters.substr(n), word + 1, leave_out)) return true;
    }
    return false;
  }

  bool by_letters(std::string_view letters, std::size_t word, int leave_out) const {
    const std::string_view text = words_[word];
    std::size_t at = 0;
    for (std::size_t n = 1; n <= letters.size(); ++n) {
      at = text.find(letters[n - 1], at);
      if (at == std::string_view::npos) return false;
      ++at;
      if (made_of(letters.substr(n), word + 1, leave_out)) return true;
    }
    return false;
  }

  const std::vector<std::string>& words_;
  AcronymOf kind_;
};

}  // namespace

bool is_common_venue_word(std::string_view word) {
  return std::find(kCommonWords.begin(), kCommonWords.end(), word) != kCommonWords.end();
}

bool abbreviates(std::string_view acronym, const std::vector<std::string>& words, AcronymOf kind) {
  if (acronym.size() < 2 || acronym.size() > kMostLetters || words.size() < 2 || words.size() > kMostWords)
    return false;
  return Expansion(words, kind).made_of(acronym, 0, kind == AcronymOf::venue ? 1 : 0);
}

}  // namespace bibmill
