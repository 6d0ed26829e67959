// Where one title stands inside another, mistakes allowed: "evaluating queries" in "moerkotte evaluating queriesin
// …". Pure, thread-safe.
#pragma once

#include <cstddef>
#include <string_view>

namespace bibmill {

struct Alignment {
  double fit = 0;         ///< 1 - edits / length of the needle
  std::size_t begin = 0;  ///< bytes of the text it was found in: [begin, end)
  std::size_t end = 0;
};

/// The part of `text` that is closest to the whole of `needle` (semi-global edit distance, Sellers 1980), over bytes of
/// folded texts; the longer of them costs the product of both lengths, so both are cut at 300.
Alignment align(std::string_view needle, std::string_view text);

}  // namespace bibmill
