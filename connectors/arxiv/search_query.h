// arXiv's search_query language, read back into questions: for the mirror. Grammar: arXiv API user manual, "Details of
// Query Construction".
#pragma once

#include <string_view>
#include <vector>

#include "connectors/codec.h"

namespace bibmill {

/// The questions of a search: one for each alternative of an OR that names a title, a DOI, an id or authors. What
/// stands in one pair of parentheses is one question for preprints where it is a DOI, a DOI and authors, or authors:
/// `(doi:"…" OR (au:"…" AND au:"…"))`. A missing operator is OR, an unknown prefix is "all:", both as arXiv reads them.
/// Never fails.
std::vector<Ask> parse_search_query(std::string_view search_query);

}  // namespace bibmill
