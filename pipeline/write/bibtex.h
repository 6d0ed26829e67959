// References.bib: Records as BibTeX that classic bibtex and biber read without a warning (rules: apis/bibtex.md §1 to
// §7, §9). Pure and deterministic: the text depends on records and style only. Nothing in a Record can become TeX: what
// sources sent is escaped, what the user wrote himself is kept as written only where it is well-formed.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "config/settings.h"
#include "normalizers/base/result.h"
#include "normalizers/model/record.h"

namespace bibmill {

/// One entry, ending in "}\n". Its key is record.id (as citable_key, which changes no id we gave).
std::string to_bibtex(const Record& record, const BibtexSettings& style);

/// The whole file, entries in input order, an empty line between them. Records that are same_as an earlier one are not
/// repeated; the user's own keys of those are kept as biblatex aliases (`ids`) of the one that stands for them.
std::string bibliography(std::span<const Record> records, const BibtexSettings& style);

/// The same, given to `take` piece by piece; the first Error of `take` ends it and is returned.
Result<void> write_bibliography(std::span<const Record> records, const BibtexSettings& style,
                                const std::function<Result<void>(std::string_view)>& take);

}  // namespace bibmill
