// Which BibTeX type a Record gets (apis/bibtex.md §2, §9). Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "normalizers/model/record.h"

namespace bibmill {

/// One of classic BibTeX's types. The user's own type stays where it names the same kind of work ("inbook" for a
/// chapter). A type whose required fields are not all known would make plain.bst warn: the record becomes "misc", which
/// requires none.
std::string_view bibtex_type(const Record& record);

/// Types of things in or as a book: they have editors, series and a publisher, and volume or number, not both.
bool is_book_like(std::string_view type);

/// Container, year and people as the types need them: what is known of the work, else what the entry's page or mark
/// says.
std::optional<std::string> container_of(const Work& work);
std::optional<int> year_of(const Record& record);

/// Whether the user's .bib entry has this field (any case) with something in it.
bool has_own_field(const Entry& entry, std::string_view name);

}  // namespace bibmill
