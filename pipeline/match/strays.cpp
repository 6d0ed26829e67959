#include "pipeline/match/strays.h"

#include <algorithm>

#include "pipeline/match/rarity.h"
#include "pipeline/match/typo.h"

namespace bibmill {
namespace {

constexpr std::size_t kShortestName = 3;  // a stray "li" may be anything
constexpr std::size_t kMostPeople = 30;   // lists beyond are no one's title

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = text.find(' ');
    words.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return words;
}

bool holds(const std::vector<std::string>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word, std::less<>());
}

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The words of one title, and which of them are strays.
class Sieve {
 public:
  Sieve(const Subject& self, const Subject& other)
      : self_(self), other_(other), words_(split_words(self.titles.front().text)), stray_(words_.size(), false) {}

  BareTitle bare() && {
    find_people();
    find_year();
    if (self_.venues.names.empty()) find_venue();
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (stray_[i]) continue;
      bare_.words.push_back(words_[i]);
      bare_.squeezed += words_[i];
    }
    return std::move(bare_);
  }

 private:
  /// A word that the other title has as well belongs to both titles.
  bool is_odd(std::string_view word) const { return !holds(other_.titles.front().words, word); }

  void find_people() {
    for (std::size_t k = 0; k < other_.people.size() && k < kMostPeople; ++k) {
      const auto& person = other_.people[k];
      if (person.family.empty() || person.family.back().size() < kShortestName) continue;
      const std::string_view family = person.family.back();
      for (std::size_t i = 0; i < words_.size(); ++i) {
        if (stray_[i] || !is_odd(words_[i]) || !names(words_[i], family)) continue;
        stray_[i] = true;
        mark_given(i, person);
        bare_.people.push_back(k);
        break;
      }
    }
  }

  /// "moerkotte", "moerkote", "andmoerkotte".
  static bool names(std::string_view word, std::string_view family) {
    if (word == family) return true;
    if (family.size() < 5) return false;
    return is_typo(word, family) || (word.size() <= family.size() + 4 && word.ends_with(family));
  }

  /// Initials and given names around the family name at `i`.
  void mark_given(std::size_t i, const FoldedName& person) {
    const auto belongs = [&](std::string_view word) {
      const bool initials = word.size() <= 2 && !is_function_word(word);
      return initials || std::find(person.given.begin(), person.given.end(), word) != person.given.end() ||
             std::find(person.family.begin(), person.family.end(), word) != person.family.end();
    };
    for (auto at = i; at > 0 && !stray_[at - 1] && is_odd(words_[at - 1]) && belongs(words_[at - 1]); --at) {
      stray_[at - 1] = true;
    }
    for (auto at = i + 1; at < words_.size() && is_odd(words_[at]) && words_[at].size() == 1; ++at) stray_[at] = true;
  }

  void find_year() {
    for (auto i = words_.size(); i > 0; --i) {
      const auto word = words_[i - 1];
      if (!is_year(word) || !is_odd(word)) continue;
      const int year = std::stoi(std::string(word));
      if (self_.years.empty()) {
        bare_.year = year;
      } else if (std::ranges::find(self_.years, year) == self_.years.end()) {
        return;
      }
      stray_[i - 1] = true;
      return;
    }
  }

  void find_venue() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (stray_[i] || !is_odd(words_[i])) continue;
      for (const auto& name : other_.venues.names) {
        if (std::find(name.words.begin(), name.words.end(), words_[i]) == name.words.end()) continue;
        stray_[i] = true;
        bare_.venue = true;
        break;
      }
    }
  }

  const Subject& self_;
  const Subject& other_;
  std::vector<std::string_view> words_;
  std::vector<bool> stray_;
  BareTitle bare_;
};

}  // namespace

BareTitle without_strays(const Subject& self, const Subject& other) {
  auto bare = Sieve(self, other).bare();
  std::sort(bare.people.begin(), bare.people.end());
  return bare;
}

}  // namespace bibmill
