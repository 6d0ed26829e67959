#include "pipeline/read/markdown.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "normalizers/text/unicode.h"
#include "pipeline/read/markdown_head.h"
#include "pipeline/read/markdown_headings.h"
#include "pipeline/read/markdown_page.h"
#include "pipeline/read/markdown_papers.h"
#include "pipeline/read/markdown_sections.h"
#include "pipeline/read/markdown_tables.h"
#include "pipeline/read/markdown_tree.h"

namespace bibmill {
namespace {

using markdown::Block;
using markdown::BlockKind;
using markdown::SectionKind;

/// Walks the blocks of a page from top to bottom.
class PageReader {
 public:
  explicit PageReader(const Block& page) : blocks_(page.children), sections_(page) {}

  void read() {
    page_.title = sections_.page_title();
    if (const auto mark = sections_.page_mark()) {
      page_.venue = mark->venue;
      page_.year = mark->year;
    }
    for (std::size_t i = 0; i < blocks_.size(); ++i) i += read_block(i);
  }

  Page take_page() { return std::move(page_); }
  /// Notes on one paper cite others; they are not a list.
  ReadResult take_papers() { return about_one_paper_ ? ReadResult() : std::move(papers_); }

 private:
  /// Returns how many of the following blocks were taken along.
  std::size_t read_block(std::size_t at) {
    const Block& block = blocks_[at];
    switch (block.kind) {
      case BlockKind::heading: return read_heading(at);
      case BlockKind::html: sections_.html(block.source); break;
      case BlockKind::paragraph: read_paragraph(block); break;
      case BlockKind::list: read_list(block); break;
      case BlockKind::table:
        for (auto& row : markdown::read_paper_rows(block))
          papers_.entries.push_back(make_entry(std::move(row.head), row.line, sections_.place()));
        break;
      default: break;
    }
    return 0;
  }

  std::size_t read_heading(std::size_t at) {
    const auto paper = markdown::read_heading_paper(blocks_, at, sections_);
    sections_.heading(blocks_[at]);
    if (!paper) return 0;
    papers_.entries.push_back(paper->entry);
    return paper->blocks;
  }

  void read_paragraph(const Block& paragraph) {
    const SectionKind kind = sections_.kind();
    if (kind == SectionKind::glossary) return read_glossary_line(paragraph, page_);
    if (kind == SectionKind::meta && is_note_page_line(paragraph)) about_one_paper_ = true;
    if (read_meta_line(paragraph, kind == SectionKind::rates || kind == SectionKind::meta, page_)) return;
    sections_.paragraph(paragraph);
  }

  void read_list(const Block& list) {
    const SectionKind kind = sections_.kind();
    if (kind == SectionKind::plain || kind == SectionKind::papers)
      return markdown::read_list(list, sections_.place(), papers_);
    if (kind == SectionKind::ignored) return;
    for (const Block& item : list.children) {
      for (const Block& line : item.children) {
        if (line.kind != BlockKind::paragraph) continue;
        if (kind == SectionKind::glossary) {
          read_glossary_line(line, page_);
        } else {
          read_meta_line(line, true, page_);
        }
      }
    }
  }

  const std::vector<Block>& blocks_;
  markdown::Sections sections_;
  Page page_;
  ReadResult papers_;  ///< entries and rejects
  bool about_one_paper_ = false;
};

/// A paper that nothing can be asked about is reported instead.
void reject_nameless(ReadResult& result) {
  std::erase_if(result.entries, [&](const Entry& entry) {
    if (entry.work.title || !entry.identifiers.empty()) return false;
    result.rejects.push_back({.file = entry.file,
                              .line = entry.line,
                              .column = 0,
                              .reason = "neither a title nor an identifier can be read here; give one of them",
                              .text = shorten(entry.raw, 200)});
    return true;
  });
}

}  // namespace

ReadResult read_markdown(std::string_view text, const std::string& file) {
  markdown::Tree tree = markdown::parse_tree(text);
  PageReader reader(tree.page);
  reader.read();
  ReadResult result = reader.take_papers();
  std::ranges::move(tree.rejects, std::back_inserter(result.rejects));
  for (Entry& entry : result.entries) {
    entry.file = file;
    if (entry.line >= 1 && entry.line <= tree.lines.size()) entry.raw = std::string(trim(tree.lines[entry.line - 1]));
  }
  reject_nameless(result);
  for (Reject& reject : result.rejects) reject.file = file;
  std::ranges::sort(result.rejects, {}, [](const Reject& reject) { return std::tie(reject.line, reject.reason); });
  result.pages.push_back(reader.take_page());
  result.pages.back().file = file;
  return result;
}

}  // namespace bibmill
