// The values of BibTeX fields: @string macros replaced, pieces joined. Pure, thread-safe.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "normalizers/model/entry.h"
#include "pipeline/read/bibtex_file.h"

namespace bibmill {

/// @string definitions by lower-cased name; the pieces hold no other macro of the user.
using BibMacros = std::map<std::string, std::vector<BibPiece>, std::less<>>;

/// Adds one definition. A value that grows beyond 10 kB by macros in macros keeps their names instead.
void define_macro(BibMacros& macros, const BibField& definition);

/// A BibTeX expression for pieces: {a} # jan # 12.
std::string to_expression(const std::vector<BibPiece>& pieces);

/// Lower-cased field name → value in LaTeX, macros replaced (months and plain.bst's journals by their full names,
/// others by their own name where undefined). Of two fields of one name the first counts, as in BibTeX.
using BibValues = std::map<std::string, std::string, std::less<>>;

/// From Entry::fields and Entry::macros, whose values are expressions as written.
BibValues bibtex_values(const Entry& entry);

/// url, doi and eprint are verbatim for biber, yet users escape them for classic styles: \_ is _ and {\%} is %.
std::string verbatim_value(std::string_view latex);

}  // namespace bibmill
