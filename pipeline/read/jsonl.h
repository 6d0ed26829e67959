// JSON Lines to entries: minimal objects and our own output. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "normalizers/model/entry.h"

namespace bibmill {

/// One object a line: {"title", "doi", "authors", "year", "venue", "arxiv_id", "dblp_key", "url", "key", …}, every one
/// optional but at least a title or an identifier must be there; or a line of enriched.jsonl (an object with `schema`
/// and `entry`), of which only `entry` counts: the entry comes back as it was first read, its file and line too. A file
/// that is one JSON array of such objects is read too. A line that cannot be read is a Reject; empty lines are skipped.
ReadResult read_jsonl(std::string_view text, const std::string& file);

}  // namespace bibmill
