#include "normalizers/text/similarity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "normalizers/text/fold.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

using std::string_view;

/// Titles are shorter; a longer text is compared by its beginning, so that time and memory stay bounded.
constexpr std::size_t kLongestCompared = 4096;

std::u32string code_points(string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t position = 0; position < text.size() && out.size() < kLongestCompared;) {
    out.push_back(next_code_point(text, position));
  }
  return out;
}

/// Levenshtein distance where it is at most `limit`; only cells at most `limit` off the diagonal can lie on such a
/// path.
std::optional<std::size_t> bounded_distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return std::nullopt;
  std::vector<std::size_t> row(a.size() + 1);
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
  const std::size_t beyond = limit + 1;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    const std::size_t first = j > limit ? j - limit : 1;
    const std::size_t last = std::min(a.size(), j + limit);
    std::size_t diagonal = row[first - 1];
    row[first - 1] = first == 1 ? j : beyond;
    std::size_t best = row[first - 1];
    for (std::size_t i = first; i <= last; ++i) {
      const std::size_t above = i == j + limit ? beyond : row[i];
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[i];
      row[i] = std::min({changed, above + 1, row[i - 1] + 1});
      best = std::min(best, row[i]);
    }
    if (best > limit) return std::nullopt;
  }
  if (row[a.size()] > limit) return std::nullopt;
  return row[a.size()];
}

/// 1 to 39 for a Roman numeral of i, v and x; 0 for other words.
int roman_value(string_view word) {
  constexpr std::array<string_view, 10> kUnits = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  const std::size_t tens = std::min(word.find_first_not_of('x'), word.size());
  if (tens > 3) return 0;
  for (std::size_t unit = 0; unit < kUnits.size(); ++unit) {
    if (word.substr(tens) == kUnits[unit]) return static_cast<int>(tens * 10 + unit);
  }
  return 0;
}

int word_value(string_view word) {
  constexpr std::array<string_view, 10> kCardinals = {"one", "two",   "three", "four", "five",
                                                      "six", "seven", "eight", "nine", "ten"};
  constexpr std::array<string_view, 10> kOrdinals = {"first", "second",  "third",  "fourth", "fifth",
                                                     "sixth", "seventh", "eighth", "ninth",  "tenth"};
  for (std::size_t i = 0; i < kCardinals.size(); ++i) {
    if (word == kCardinals[i] || word == kOrdinals[i]) return static_cast<int>(i) + 1;
  }
  return 0;
}

bool is_part_mark(string_view word) {
  constexpr std::array<string_view, 11> kMarks = {"part",    "parts", "pt",   "volume",  "vol",  "chapter",
                                                  "section", "phase", "book", "version", "paper"};
  return std::find(kMarks.begin(), kMarks.end(), word) != kMarks.end();
}

/// Digit runs of a word without leading zeros: "16x16" gives 16 and 16, "h2o" gives 2.
void add_digit_runs(string_view word, std::vector<std::string>& out) {
  for (std::size_t i = 0; i < word.size();) {
    if (!is_ascii_digit(word[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < word.size() && is_ascii_digit(word[end])) ++end;
    while (i + 1 < end && word[i] == '0') ++i;
    out.emplace_back(word.substr(i, end - i));
    i = end;
  }
}

/// "1,000,000" without its commas.
std::string without_grouping(string_view text) {
  const auto digit_at = [&](std::size_t i) { return i < text.size() && is_ascii_digit(text[i]); };
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool grouping = text[i] == ',' && i > 0 && digit_at(i - 1) && digit_at(i + 1) && digit_at(i + 2) &&
                          digit_at(i + 3) && !digit_at(i + 4);
    if (!grouping) out.push_back(text[i]);
  }
  return out;
}

std::vector<std::string> numbers_of(string_view title) {
  const std::vector<std::string> words = fold_words(without_grouping(title));
  std::vector<std::string> numbers;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const bool marked = i > 0 && is_part_mark(words[i - 1]);
    const bool at_end = i + 1 == words.size() && i > 0;
    // A single i, v or x is a numeral only where a part is numbered or the title ends.
    const int roman = word.size() > 1 || marked || at_end ? roman_value(word) : 0;
    if (roman > 0) {
      numbers.push_back(std::to_string(roman));
    } else if (const int value = word_value(word); value > 0) {
      numbers.push_back(std::to_string(value));
    } else if (marked && word.size() == 1 && is_ascii_letter(word[0])) {
      numbers.push_back(word);
    } else {
      add_digit_runs(word, numbers);
    }
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace

double token_similarity(std::string_view a, std::string_view b) {
  std::vector<std::string> left = fold_words(a);
  std::vector<std::string> right = fold_words(b);
  if (left.empty() && right.empty()) return 1.0;
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  std::vector<std::string> common;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(common));
  return 2.0 * static_cast<double>(common.size()) / static_cast<double>(left.size() + right.size());
}

double edit_similarity(std::string_view a, std::string_view b, double floor) {
  const std::u32string left = code_points(fold_title(a));
  const std::u32string right = code_points(fold_title(b));
  const std::size_t longest = std::max(left.size(), right.size());
  if (longest == 0) return 1.0;
  // The small addition keeps a similarity of exactly `floor` inside the band in spite of rounding.
  const double allowed = std::floor((1.0 - std::clamp(floor, 0.0, 1.0)) * static_cast<double>(longest) + 1e-9);
  const auto distance = bounded_distance(left, right, static_cast<std::size_t>(allowed));
  return distance ? 1.0 - static_cast<double>(*distance) / static_cast<double>(longest) : 0.0;
}

bool same_numbers(std::string_view a, std::string_view b) { return numbers_of(a) == numbers_of(b); }

bool numbers_left_out(std::string_view a, std::string_view b) {
  const std::vector<std::string> left = numbers_of(a);
  const std::vector<std::string> right = numbers_of(b);
  return std::ranges::includes(left, right) || std::ranges::includes(right, left);
}

}  // namespace bibmill
