// Author lists as reading lists write them in lines and by-lines. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/model/person.h"

namespace bibmill::markdown {

struct AuthorList {
  std::vector<Person> people;
  bool others = false;  ///< "et al."
};

/// The names of a by-line, "Roy Levin and David D. Redell", "Prof. Ketan Shah, Anirban Mitra". nullopt when a part is
/// no name.
std::optional<AuthorList> parse_byline(std::string_view text);

/// A line that is nothing but authors, in reading order ("Ada Lovelace, Alan Turing, and Grace Hopper"), first name
/// inverted
/// ("Lovelace, Ada, Alan Turing, et al.") or all inverted with initials ("Lovelace, A., Turing, A. and Hopper, G.,
/// 2020."). Needs more evidence than a by-line: at least two authors or "et al.". nullopt for an affiliation line or
/// any other text.
std::optional<AuthorList> parse_author_line(std::string_view text);

/// Holds a word that only organisations have in their names ("University", "Research", "Inc").
bool names_organisation(std::string_view text);

/// The same for words that titles and remarks hardly hold ("University", "School"; not "Systems").
bool names_institution(std::string_view text);

}  // namespace bibmill::markdown
