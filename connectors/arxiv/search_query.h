// arXiv's search_query language, read back into questions: for the mirror. Grammar: arXiv API user manual, "Details of
// Query Construction".
#pragma once

#include <string_view>
#include <vector>

#include "connectors/codec.h"

namespace bibmill {

/// The questions of a search: one for each alternative of an OR that names a title, a DOI or an id. A missing operator
/// is OR, an unknown prefix is "all:", both as arXiv reads them. Never fails.
std::vector<Ask> parse_search_query(std::string_view search_query);

}  // namespace bibmill
