#include "pipeline/read/markdown_headings.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "normalizers/text/unicode.h"
#include "pipeline/read/markdown_head.h"

namespace bibmill::markdown {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

/// A "Key: value" line below a heading.
struct Field {
  std::string key;    ///< lower case
  std::string value;  ///< plain text
  const Block* line = nullptr;
};

std::optional<Field> read_field(const Block& line) {
  const std::string text = plain(line.spans);
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || colon == 0 || colon > 20) return std::nullopt;
  return Field{ascii_lower(trim(std::string_view(text).substr(0, colon))),
               std::string(trim(std::string_view(text).substr(colon + 1))), &line};
}

std::vector<Field> fields_of(const Block& block) {
  std::vector<Field> fields;
  if (block.kind == BlockKind::paragraph) {
    if (auto field = read_field(block)) fields.push_back(*std::move(field));
  }
  if (block.kind != BlockKind::list) return fields;
  for (const Block& item : block.children) {
    if (item.children.empty() || item.children.front().kind != BlockKind::paragraph) continue;
    if (auto field = read_field(item.children.front())) fields.push_back(*std::move(field));
  }
  return fields;
}

bool is_link_key(std::string_view key) {
  return key == "link" || key == "paper" || key == "url" || key == "pdf" || key == "arxiv" || key == "doi";
}
bool is_author_key(std::string_view key) { return key == "authors" || key == "author"; }

/// "1.Title", "12. Title": how many bytes the number takes; 0 without one.
std::size_t numbering(std::string_view title) {
  std::size_t digits = 0;
  while (digits < title.size() && digit(title[digits])) ++digits;
  if (digits == 0 || digits > 3 || digits + 1 >= title.size() || title[digits] != '.' || digit(title[digits + 1]))
    return 0;
  return digits + 1;
}

void add_link(const Field& field, Head& head) {
  for (const Span& span : field.line->spans) {
    if (span.kind != SpanKind::link) continue;
    head.links.push_back({std::string(trim(field.line->spans.front().text)), span.url});
    std::string& label = head.links.back().label;
    while (label.ends_with(':') || label.ends_with(' ')) label.pop_back();
    head.has_paper_link = head.has_paper_link || is_link_key(field.key);
  }
}

}  // namespace

std::optional<HeadingPaper> read_heading_paper(const std::vector<Block>& blocks, std::size_t at,
                                               const Sections& around) {
  const Block& heading = blocks[at];
  if (heading.level < 2 || section_kind(plain(heading.spans)) != SectionKind::plain) return std::nullopt;
  Sections outside = around;
  outside.close_to(heading.level);
  Head head = read_head(heading.spans);
  bool paper = shows_paper(head, false) && !head.links.empty();
  std::vector<Field> fields;
  if (at + 1 < blocks.size()) fields = fields_of(blocks[at + 1]);
  for (const Field& field : fields) {
    if (is_author_key(field.key)) {
      head.authors = parse_byline(field.value);
      paper = paper ||
              (head.authors && std::ranges::any_of(fields, [](const Field& other) { return is_link_key(other.key); }));
    }
    add_link(field, head);
  }
  paper = paper || (head.has_paper_link && fields.size() >= 2);
  if (const std::size_t number = numbering(head.title); number > 0 && outside.dated()) {
    head.title = std::string(trim(std::string_view(head.title).substr(number)));
    paper = paper || std::ranges::count(head.title, ' ') >= 2;
  }
  if (!paper) return std::nullopt;
  HeadingPaper result{make_entry(std::move(head), heading.line, outside.place()), 0};
  while (at + result.blocks + 1 < blocks.size() && blocks[at + result.blocks + 1].kind != BlockKind::heading) {
    const Block& block = blocks[at + ++result.blocks];
    for (const Field& field : fields_of(block)) {
      if (field.line && !is_link_key(field.key) && !is_author_key(field.key))
        result.entry.summary.push_back(field.line->source);
    }
    if (block.kind == BlockKind::paragraph && fields_of(block).empty()) result.entry.summary.push_back(block.source);
  }
  return result;
}

}  // namespace bibmill::markdown
