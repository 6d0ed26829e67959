#include "pipeline/people/name_kind.h"

#include <algorithm>
#include <array>
#include <vector>

namespace bibmill {
namespace {

// ISO 7098: initials and finals. Not every pair is a syllable, which costs nothing here.
constexpr std::array<std::string_view, 24> kInitials = {"",  "b", "p", "m",  "f",  "d",  "t", "n", "l", "g", "k", "h",
                                                        "j", "q", "x", "zh", "ch", "sh", "r", "z", "c", "s", "y", "w"};
constexpr std::array<std::string_view, 35> kFinals = {"a",   "o",    "e",    "ai",   "ei", "ao", "ou",  "an",  "en",
                                                      "ang", "eng",  "ong",  "i",    "ia", "ie", "iao", "iu",  "ian",
                                                      "in",  "iang", "ing",  "iong", "u",  "ua", "uo",  "uai", "ui",
                                                      "uan", "un",   "uang", "ue",   "ve", "v",  "er",  "ueng"};

constexpr std::size_t kLongestSyllable = 6;  // "zhuang"

bool is_syllable(std::string_view text) {
  return std::ranges::any_of(kInitials, [&](std::string_view initial) {
    return text.starts_with(initial) && std::ranges::find(kFinals, text.substr(initial.size())) != kFinals.end();
  });
}

}  // namespace

std::size_t pinyin_syllables(std::string_view folded) {
  constexpr std::size_t kNone = 1000;
  if (folded.size() > 3 * kLongestSyllable) return 0;
  std::vector<std::size_t> fewest(folded.size() + 1, kNone);
  fewest[0] = 0;
  for (std::size_t begin = 0; begin < folded.size(); ++begin) {
    if (fewest[begin] == kNone) continue;
    for (std::size_t length = 1; length <= std::min(kLongestSyllable, folded.size() - begin); ++length) {
      if (is_syllable(folded.substr(begin, length)))
        fewest[begin + length] = std::min(fewest[begin + length], fewest[begin] + 1);
    }
  }
  return fewest.back() == kNone ? 0 : fewest.back();
}

NameKind name_kind(const FoldedName& name) {
  const bool only_initials = std::ranges::all_of(name.given, [](const std::string& word) { return word.size() == 1; });
  if (only_initials) return NameKind::initials;
  if (pinyin_syllables(name.family_joined) != 1) return NameKind::spelled;
  const std::size_t given = pinyin_syllables(name.given_joined);
  if (given == 0 || given > 3) return NameKind::spelled;
  return given == 1 ? NameKind::one_syllable : NameKind::syllables;
}

}  // namespace bibmill
