// What the name readers share: particles, suffixes, degrees, organisations, and the case of letters beyond ASCII.
// Internal to normalizers/names. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bibmill {

/// Case of the first letter of `word`, Unicode-aware (classic BibTeX sees ASCII only and takes "Émile" for a particle;
/// biber does not).
enum class LetterCase : std::uint8_t { none, lower, upper };
LetterCase first_letter_case(std::string_view word);

/// No lower-case letter, and at least `least` upper-case ones.
bool is_all_caps(std::string_view text, std::size_t least);

/// "O'BRIEN-LÓPEZ" → "O'Brien-López".
std::string capitalised(std::string_view all_caps);

/// "van", "De", "al": a word that belongs to the family name after it, in any case.
bool is_particle(std::string_view word);

/// "Jr", "jr.", "III" → "Jr.", "III"; nullopt when `word` is no generational suffix.
std::optional<std::string> generational_suffix(std::string_view word);

/// "Ph.D", "MD", "FRCP": academic degrees that some depositors put after names.
bool is_degree(std::string_view word);

/// A name that reads like an organisation's: "ATLAS Collaboration", "The ABC Consortium", "University of …".
bool is_organisation(std::string_view name);

/// Text of a script whose names are written without a blank between family and given name (Han, Kana, Hangul).
bool is_unspaced_script(std::string_view text);

/// White space collapsed, the hyphens U+2010 and U+2011 made "-", and what is glued to the ends of names removed:
/// footnote marks (¶ * † ‡ § ‖, digits, superscripts), "(1)", commas, semicolons, DBLP's " 0001".
std::string clean_name(std::string_view text);

std::vector<std::string> split_words(std::string_view text);

/// words[first, last) joined by blanks.
std::string join_words(const std::vector<std::string>& words, std::size_t first, std::size_t last);

}  // namespace bibmill
