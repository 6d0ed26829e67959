// The queries sent to DBLP's SPARQL endpoint: one text for all kinds of questions; only the selection of publications
// differs. Facts: dblp RDF schema; QLever. Pure, thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "connectors/codec.h"

namespace bibmill {

/// What a query projects. Rows multiply (authors x DOIs x ISBNs); a variable that is not bound is missing in its row.
inline constexpr std::array<std::string_view, 19> kSparqlVariables = {
    "pub",   "title", "type", "kind", "venue",   "booktitle", "publisher", "isbn", "series", "volume",
    "issue", "pages", "year", "doi",  "primary", "ord",       "name",      "pers", "orcid"};

/// Titles that one range may give; the first ones in title order, so that equal titles are never the ones cut off.
inline constexpr std::size_t kTitlesPerRange = 50;

/// The query for questions of one kind: DOIs or keys (VALUES), titles (ranges), or a single table of contents.
std::string sparql_query(std::span<const Ask> asks);

}  // namespace bibmill
