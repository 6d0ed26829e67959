// The lines of a Markdown page before parsing. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "normalizers/model/entry.h"

namespace bibmill::markdown {

/// The page's lines without line ends (LF, CRLF, CR), a BOM dropped, malformed UTF-8 and NUL replaced by U+FFFD, so
/// that positions are the parser's. A line longer than 16 KiB holds no paper and makes the parser slow: it is emptied
/// and reported in `rejects`.
std::vector<std::string> source_lines(std::string_view text, std::vector<Reject>& rejects);

/// Empties what is not Markdown: YAML front matter, GitBook tags `{% … %}` and everything inside a hint. Line numbers
/// stay.
void blank_foreign_lines(std::vector<std::string>& lines);

/// Puts the blank behind a list marker that its author forgot ("-24_DSN_Title" among "- 23_OSDI_Title"), where the line
/// above or below is an item of the same list. Without it Markdown makes the line a part of the item before, which
/// would take its links.
void space_tight_bullets(std::vector<std::string>& lines);

}  // namespace bibmill::markdown
