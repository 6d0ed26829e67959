// Markdown reading lists: the papers of a page with their topics, links, affiliations, notes and summaries, and what
// the page says about itself. Parsed by cmark-gfm; papers are told from topics by structure. Pure, thread-safe; no
// input makes it fail.
#pragma once

#include <string>
#include <string_view>

#include "normalizers/model/entry.h"

namespace bibmill {

/// Reads one page. `file` is copied into entries, pages and rejects; lines are set, ordinals are left 0 for the caller.
/// Pages of prose, conference calendars, tables of contents and glossaries give no entries. There is always exactly one
/// Page. Bytes that are not UTF-8 become U+FFFD; text too deeply nested or links without a title are rejected, the rest
/// of the page is read.
ReadResult read_markdown(std::string_view text, const std::string& file);

}  // namespace bibmill
