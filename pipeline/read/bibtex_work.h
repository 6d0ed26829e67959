// What a BibTeX entry's fields say about the work: decoded values for Entry::work, identifiers, venue and year. Pure,
// thread-safe.
#pragma once

#include "normalizers/model/entry.h"
#include "pipeline/read/bibtex_values.h"

namespace bibmill {

/// Fills work, identifiers, venue and year of an entry whose bibtex_type, key and fields are set. `values` may hold
/// inherited fields too; identifiers are taken in the order of Entry::fields.
void fill_from_bibtex(Entry& entry, const BibValues& values);

}  // namespace bibmill
