// The words of organisations' names in one spelling: abbreviations, languages and inflections meet in one stem, and
// words that names leave out as they please are dropped. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

namespace bibmill {

/// The stem of a folded word: "univ", "universitat", "universidade" → "university"; "technol", "technologies" →
/// "technology". A word without an entry is its own stem.
std::string_view stem_of(std::string_view folded);

/// Articles, prepositions and conjunctions of the languages that names of organisations use: "of", "de", "für", "and".
bool is_filler(std::string_view folded);

/// What a word says about the part of an affiliation that holds it.
enum class PartKind : std::uint8_t {
  none,
  unit,          ///< department, school, faculty, division, group, key laboratory: within an organisation
  organisation,  ///< university, institute, hospital, academy, company: an organisation by itself
  address,       ///< street, road, building, P.O. box, campus
};

/// By its stem.
PartKind part_kind_of(std::string_view stem);

/// Words that make a name another organisation when they follow it: "Peking University Third Hospital".
bool makes_another(std::string_view stem);

}  // namespace bibmill
