// How alike two titles are, by words, by letters and by numbers. Pure, thread-safe; every function is symmetric and
// ignores what fold_title ignores (case, accents, punctuation).
#pragma once

#include <string_view>

namespace bibmill {

/// Dice coefficient of the two multisets of words, 0 to 1. Two texts without words are alike (1).
double token_similarity(std::string_view a, std::string_view b);

/// 1 - Levenshtein distance / length of the longer, over the code points of the folded texts, 0 to 1. A similarity
/// below `floor` is given as 0, and found early: only a band of the matrix as wide as `floor` permits is computed
/// (Ukkonen 1985).
double edit_similarity(std::string_view a, std::string_view b, double floor = 0.0);

/// Whether numbers, versions and part marks of both titles agree, in any order: "16x16" ≠ "32x32", "Part II" ≠ "Part
/// I", "Part II" = "Part 2" = "part two", "v2" ≠ no version. Titles that hold no number agree.
bool same_numbers(std::string_view a, std::string_view b);

/// Whether one title holds all numbers of the other, which only left some out: "Part II" and none, "7.0" and "7.0
/// (1998)".
bool numbers_left_out(std::string_view a, std::string_view b);

}  // namespace bibmill
