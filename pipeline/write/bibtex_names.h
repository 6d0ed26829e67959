// Names as BibTeX writes them. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "normalizers/model/person.h"
#include "normalizers/text/latex.h"

namespace bibmill {

/// "van der Berg, Jan", "{Di Carlo}, Stefano", "Ford, Jr., Henry", "{The ABC Consortium}" (apis/bibtex.md §3): whatever
/// a source sent, classic BibTeX and biber take it for one name with these parts. Empty for an empty name.
std::string bibtex_name(const PersonName& name, LatexProfile profile);

/// Joined by " and "; after `max` names (0 = all) or when `incomplete`, "and others".
std::string bibtex_names(const std::vector<Person>& people, bool incomplete, std::size_t max, LatexProfile profile);

}  // namespace bibmill
