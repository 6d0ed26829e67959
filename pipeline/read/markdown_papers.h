// Which bullets of a list are papers and which are topics, decided by structure, and the entries of the papers. Pure,
// thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "normalizers/model/entry.h"
#include "pipeline/read/markdown_head.h"
#include "pipeline/read/markdown_tree.h"

namespace bibmill::markdown {

/// Where a list stands on its page.
struct Place {
  std::vector<std::string> topics;   ///< section headings, outermost first
  std::optional<std::string> venue;  ///< of the section or page
  std::optional<int> year;
  bool papers = false;  ///< in a section of papers: bullets without links count
};

/// The papers of a list and of the lists below it. A bullet is a paper when it shows evidence of its own (a link to the
/// publication, a venue mark, a by-line) or, in a section of papers, when its children are an affiliation line and
/// remarks, or, among papers that have theirs, when its children are all leaves. A bullet whose children have children,
/// or show evidence themselves, is a topic. In a section of papers, and in a list of papers with affiliations, a line
/// that is neither is rejected; elsewhere it gives nothing. Rejects have no `file` yet.
void read_list(const Block& list, const Place& place, ReadResult& result);

/// The entry of a title line at `place`, without its children.
Entry make_entry(Head head, std::size_t line, const Place& place);

/// What is taken for a line of affiliations below a title.
enum class AffiliationTest : std::uint8_t {
  strict,   ///< is_affiliation_line
  lenient,  ///< resembles_affiliation_line: the papers around have one each
};

/// Adds what stands below a paper's title: affiliations (first line), authors, notes, venue, summary.
void add_details(std::span<const Block> blocks, Entry& entry, AffiliationTest test = AffiliationTest::strict);

/// The title line alone says that this is a paper.
bool shows_paper(const Head& head, bool in_papers);

}  // namespace bibmill::markdown
