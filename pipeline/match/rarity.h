// How much a word of a title tells: "the" nothing, "database" little, "chorochronos" much. A short table of common
// words and the word's length stand for its frequency, so that a pair is judged by itself, whatever else was read.
// Pure, thread-safe.
#pragma once

#include <string_view>

namespace bibmill {

/// 0.1 for function words to 1 for long words that no table knows. `word` is folded.
double rarity(std::string_view word);

/// "a", "of", "using": words that titles hold for grammar alone.
bool is_function_word(std::string_view word);

}  // namespace bibmill
