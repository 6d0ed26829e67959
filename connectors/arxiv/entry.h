// One <entry> of an arXiv Atom feed. Facts: arXiv API user manual and arxiv-search sources; both shapes of the feed,
// before and after the rewrite of 2025, which differ in order, white space and namespace declarations.
#pragma once

#include <string_view>

#include "normalizers/base/result.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

/// Reads one <entry>…</entry>, whatever the order of its children and their namespace prefixes. The text is UTF-8, as
/// every arXiv feed declares; bytes that are none are read as ISO-8859-1. Error decode: not well-formed, or without a
/// readable id or title. Every DOI that the author supplied becomes a relation "published": it is a claim, to be
/// compared with what is registered.
Result<SourceRecord> decode_arxiv_entry(std::string_view entry);

}  // namespace bibmill
