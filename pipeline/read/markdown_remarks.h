// What stands behind a title and its links: venue, authors, affiliations, notes, or words. Pure, thread-safe.
#pragma once

#include <string_view>

#include "pipeline/read/markdown_head.h"

namespace bibmill::markdown {

/// `rest`: the text behind the title, with a line feed for each link in it.
void read_remarks(std::string_view rest, Head& head);

/// One of them; `after_bar`: it follows a "|", where affiliations stand.
void read_remark(std::string_view text, bool after_bar, Head& head);

}  // namespace bibmill::markdown
