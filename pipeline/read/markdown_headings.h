// Lists that give each paper a heading of its own. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "normalizers/model/entry.h"
#include "pipeline/read/markdown_sections.h"
#include "pipeline/read/markdown_tree.h"

namespace bibmill::markdown {

struct HeadingPaper {
  Entry entry;
  std::size_t blocks = 0;  ///< blocks after the heading that belong to it
};

/// The paper of the heading `blocks[at]`, or nullopt when it heads a section: a paper's heading links to the
/// publication, or is followed by "Link: …" and "Authors: …" lines, or is numbered ("1.Title") below a venue or year.
/// `around` is the place before it.
std::optional<HeadingPaper> read_heading_paper(const std::vector<Block>& blocks, std::size_t at,
                                               const Sections& around);

}  // namespace bibmill::markdown
