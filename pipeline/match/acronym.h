// Acronyms: could "EuroSys" stand for "European Conference on Computer Systems", "PKU" for "Peking University"?
// Spelling only: it supports a match that other evidence makes and identifies nothing by itself. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bibmill {

enum class AcronymOf : std::uint8_t {
  venue,         ///< beginnings of words ("euro|sys"); one telling word may be left out
  organisation,  ///< first letters and further letters of words ("pk|u"); no word may be left out
};

/// Both folded. Words that names of venues and organisations share ("conference", "of", "the") may be left out in both
/// kinds.
bool abbreviates(std::string_view acronym, const std::vector<std::string>& words, AcronymOf kind);

/// "conference", "international", "of", "acm": words that do not tell one venue from another.
bool is_common_venue_word(std::string_view word);

}  // namespace bibmill
