// Tables of papers (date | title | paper | code), told from conference calendars by their header. Pure, thread-safe.
#pragma once

#include <vector>

#include "pipeline/read/markdown_head.h"
#include "pipeline/read/markdown_tree.h"

namespace bibmill::markdown {

struct TableRow {
  std::size_t line = 0;
  Head head;
};

/// The rows of a table that has a column for titles or papers; empty for every other table. A row whose paper cell only
/// holds a labelled link has no title.
std::vector<TableRow> read_paper_rows(const Block& table);

}  // namespace bibmill::markdown
