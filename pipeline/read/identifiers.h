// Plain text, one paper a line, to entries. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "normalizers/model/entry.h"

namespace bibmill {

/// A line is a DOI, an arXiv id, a DBLP key, a URL of any of them, or else a title. Blank lines and lines that start
/// with `#` are skipped. A line that is a URL or DOI-like text without an identifier we know, is a Reject.
ReadResult read_identifiers(std::string_view text, const std::string& file);

/// The whole line is an identifier or was meant as one: "10.1145/1.2", "doi: 10.1145/1.2", "conf/x/Y20", a URL.
bool is_identifier_line(std::string_view line);

}  // namespace bibmill
