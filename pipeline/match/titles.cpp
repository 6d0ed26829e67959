#include "pipeline/match/titles.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/text/fold.h"
#include "normalizers/text/similarity.h"
#include "pipeline/match/typo.h"

namespace bibmill {
namespace {

// A title with one mistyped word of eight keeps 0.85 of its letters at least; below that the edit distance tells
// nothing.
constexpr double kEditFloor = 0.85;
// Nine letters of ten: the words may all be mistyped, but they are the words.
constexpr double kAlmostEqual = 0.9;
// Retitled works share this much at least (set from the known preprints of the bundled list); other works of one group
// share less.
constexpr double kReworded = 0.7;
constexpr double kRewordedSameSystem = 0.45;

// Edit distance costs the square of the length; no title is longer, and a glued-together page is only compared by its
// words.
constexpr std::size_t kLongestTitle = 1000;
constexpr std::size_t kLongestSystem = 60;

using Words = std::vector<std::string>;

double dice(const Words& a, const Words& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      ++common;
      ++i;
      ++j;
    } else if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

/// "supervised" and "unsupervised": one letter or two may turn a word into another.
bool differ_by_prefix(std::string_view a, std::string_view b) {
  static constexpr std::array<std::string_view, 24> kPrefixes = {
      "un",    "in",   "im",    "ir",    "non",   "anti", "de",  "re",  "semi", "self", "multi", "sub",
      "super", "over", "under", "inter", "intra", "dis",  "mis", "pre", "post", "bi",   "co",    "a"};
  const auto& longer = a.size() > b.size() ? a : b;
  const auto& shorter = a.size() > b.size() ? b : a;
  if (!longer.ends_with(shorter) || longer.size() == shorter.size()) return false;
  const auto prefix = longer.substr(0, longer.size() - shorter.size());
  return std::find(kPrefixes.begin(), kPrefixes.end(), prefix) != kPrefixes.end();
}

/// The words that only one title has.
struct OddWords {
  Words a;
  Words b;
};

OddWords odd_words(const FoldedTitle& a, const FoldedTitle& b) {
  OddWords odd;
  std::set_difference(a.words.begin(), a.words.end(), b.words.begin(), b.words.end(), std::back_inserter(odd.a));
  std::set_difference(b.words.begin(), b.words.end(), a.words.begin(), a.words.end(), std::back_inserter(odd.b));
  return odd;
}

bool prefix_differs(const OddWords& odd) {
  return std::any_of(odd.a.begin(), odd.a.end(), [&](const std::string& one) {
    return std::any_of(odd.b.begin(), odd.b.end(),
                       [&](const std::string& other) { return differ_by_prefix(one, other); });
  });
}

/// They are one or two mistyped words, or a word cut or glued by the mistake.
bool differs_by_typo(const FoldedTitle& a, const FoldedTitle& b, const OddWords& odd) {
  if (odd.a.empty() || odd.b.empty() || odd.a.size() > 2 || odd.b.size() > 2) return false;
  if (odd.a.size() == 1 && odd.b.size() == 1) return is_typo(odd.a[0], odd.b[0]);
  if (odd.a.size() == 2 && odd.b.size() == 2) {
    return (is_typo(odd.a[0], odd.b[0]) && is_typo(odd.a[1], odd.b[1])) ||
           (is_typo(odd.a[0], odd.b[1]) && is_typo(odd.a[1], odd.b[0]));
  }
  const auto longest = static_cast<double>(std::max(a.squeezed.size(), b.squeezed.size()));
  return (1.0 - edit_similarity(a.squeezed, b.squeezed, kEditFloor)) * longest <= 1.5;
}

bool names_head(const FoldedTitle& shorter, const FoldedTitle& longer) {
  return shorter.text.size() < longer.text.size() &&
         std::find(longer.heads.begin(), longer.heads.end(), shorter.text) != longer.heads.end();
}

Evidence compare_systems(const FoldedTitle& a, const FoldedTitle& b) {
  if (a.system.empty() || b.system.empty()) return Evidence::unknown;
  if (a.system == b.system) return Evidence::agrees;
  const auto letters = std::max(a.system.size(), b.system.size());
  if (letters > kLongestSystem) return Evidence::differs;
  const auto longest = static_cast<double>(letters);
  return (1.0 - edit_similarity(a.system, b.system)) * longest <= 2.5 ? Evidence::near : Evidence::differs;
}

Words sorted_words(std::string_view folded) {
  auto words = fold_words(folded);
  std::sort(words.begin(), words.end());
  return words;
}

bool similar_length(const FoldedTitle& a, const FoldedTitle& b) {
  if (std::max(a.text.size(), b.text.size()) > kLongestTitle) return false;
  const auto shorter = static_cast<double>(std::min(a.text.size(), b.text.size()));
  return shorter >= kEditFloor * static_cast<double>(std::max(a.text.size(), b.text.size()));
}

TitleGrade grade_of(const FoldedTitle& a, const FoldedTitle& b, TitleFeatures& features) {
  if (a.text == b.text || a.squeezed == b.squeezed) {
    features.edit = 1;
    return TitleGrade::equal;
  }
  if (names_head(a, b) || names_head(b, a)) return TitleGrade::extended;
  if (similar_length(a, b)) {
    features.edit = edit_similarity(a.text, b.text, kEditFloor);
    const auto odd = features.edit > 0 ? odd_words(a, b) : OddWords{};
    features.prefix_differs = prefix_differs(odd);
    if (!features.prefix_differs && differs_by_typo(a, b, odd)) return TitleGrade::near;
    if (features.edit >= kAlmostEqual) return TitleGrade::reworded;
  }
  const bool same_system = features.system == Evidence::agrees;
  if (features.token >= kReworded || (same_system && features.token >= kRewordedSameSystem))
    return TitleGrade::reworded;
  return TitleGrade::unrelated;
}

bool closer(const TitleFeatures& a, const TitleFeatures& b) {
  return a.grade != b.grade ? a.grade < b.grade : a.token > b.token;
}

}  // namespace

TitleFeatures compare_titles(const FoldedTitle& a, const FoldedTitle& b) {
  TitleFeatures features;
  features.words = std::min(a.words.size(), b.words.size());
  features.token = dice(a.words, b.words);
  features.system = compare_systems(a, b);
  features.rest_token = features.token;
  if (features.system != Evidence::unknown) features.rest_token = dice(sorted_words(a.rest), sorted_words(b.rest));
  features.grade = grade_of(a, b, features);
  const bool may_disagree = features.grade == TitleGrade::near || features.grade == TitleGrade::reworded;
  if (may_disagree) features.numbers_agree = same_numbers(a.text, b.text);
  return features;
}

TitleFeatures compare_titles(const Subject& a, const Subject& b) {
  TitleFeatures best;
  for (const auto& one : a.titles) {
    for (const auto& other : b.titles) {
      const auto features = compare_titles(one, other);
      if (closer(features, best)) best = features;
    }
  }
  return best;
}

}  // namespace bibmill
