// The words of a printed affiliation, ready to be looked up: folded, in their parts, with the countries that it names.
// Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/affiliations/words.h"

namespace bibmill {

struct AffiliationWord {
  std::string folded;
  std::string printed;      ///< the printed word that it stems from, without punctuation around it
  std::uint64_t stem = 0;   ///< word_hash of its stem
  std::uint64_t exact = 0;  ///< word_hash of the folded word
  bool filler = false;
  bool country = false;  ///< one of the words that name a country of the text
  PartKind kind = PartKind::none;
  std::uint32_t part = 0;   ///< parts are separated by commas, brackets, colons, dashes between blanks
  std::uint32_t group = 0;  ///< groups by semicolons, bars and line ends; a name never crosses them
};

struct AffiliationWords {
  std::vector<AffiliationWord> words;
  std::uint32_t parts = 0;

  /// Codes of every country the text names where an address would ("GE US", separated by blanks); empty = none.
  std::string countries;

  /// The folded text between blanks, " beijing 100084 china ", to look for cities.
  std::string folded;
};

AffiliationWords affiliation_words(std::string_view text);

/// The key of a name (directory_layout.h): stems in order, fillers left out; `words` how many were not.
struct NameKey {
  std::uint64_t key = 0;
  std::uint64_t folded = 0;
  std::vector<std::uint64_t> stems;
};
NameKey name_key(std::string_view name);

}  // namespace bibmill
