// BibTeX and biblatex files to entries. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "normalizers/model/entry.h"

namespace bibmill {

/// Every @entry becomes an Entry: `fields` hold each field's name and value as written (delimiters and macros
/// included), `macros` the
/// @string definitions they use, `work` the decoded values. Fields inherited through crossref and xdata count for
/// `work` only. Classic and biblatex names are understood (journal = journaltitle, date = year + month, …). Entries
/// that describe no paper (@xdata,
/// @set) are skipped. Bytes that are not UTF-8 are read as Windows-1252.
ReadResult read_bibtex(std::string_view text, const std::string& file);

}  // namespace bibmill
