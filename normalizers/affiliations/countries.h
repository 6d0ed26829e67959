// Countries as affiliations name them: "P.R. China", "USA", "Boston, MA". Pure, thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bibmill {

/// A folded name (fold_title) and the alpha-2 codes it may mean, separated by blanks: "georgia" is "GE US".
struct CountryName {
  std::string_view name;
  std::string_view codes;
};

/// Sorted by name.
std::span<const CountryName> country_names();

/// The codes that the whole folded text names; empty when it names no country.
std::string_view country_codes(std::string_view folded);

/// A country found in a run of folded words.
struct CountryMention {
  std::size_t words = 0;  ///< how many words name it; 0 = none
  std::string_view codes;
};

/// The longest country name that begins with `words[0]`.
CountryMention country_at(std::span<const std::string> words);

/// Whether the two-letter word as printed is the postal code of a state of the US or a province of Canada ("MA", "ON");
/// the country's code, or empty. Case matters, and only the caller knows that the place is right: "IN" is a word too.
std::string_view country_of_postal_code(std::string_view printed);

/// Whether `codes` ("GE US") holds `country`. Hong Kong, Macao and Taiwan also agree with China, Puerto Rico and the
/// other territories with the United States: printed affiliations use both.
bool names_country(std::string_view codes, std::string_view country);

}  // namespace bibmill
