// Whether two folded words are one word mistyped. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <string_view>

namespace bibmill {

/// Levenshtein distance over bytes where it is at most `limit`, else limit + 1. Words of up to 64 letters; longer ones
/// are only equal or not.
std::size_t word_distance(std::string_view a, std::string_view b, std::size_t limit);

/// One typing mistake in words of four letters, two in longer ones; letters swapped.
bool is_typo(std::string_view a, std::string_view b);

}  // namespace bibmill
