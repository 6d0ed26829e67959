// Search without operators, as Crossref's and DBLP's engines do it: what counts is which words two texts share. Pure,
// thread-safe.
#pragma once

#include <string_view>

namespace bibmill {

/// Whether the significant words (no articles, prepositions or conjunctions) of one text are all among the other's, or
/// the two share most of theirs. Two texts without a significant word in common never match.
bool shares_words(std::string_view a, std::string_view b);

/// Whether `text` holds all significant words of `title`, and no other than those of `title` and `rest`.
bool names_title(std::string_view text, std::string_view title, std::string_view rest);

}  // namespace bibmill
