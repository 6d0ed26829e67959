#include "pipeline/read/markdown_tree.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <memory>

#include "normalizers/text/unicode.h"
#include "pipeline/read/markdown_source.h"

namespace bibmill::markdown {
namespace {

// No list nests deeper; the tree is walked by recursion.
constexpr int kDeepest = 60;

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeIter {
  void operator()(cmark_iter* iter) const { cmark_iter_free(iter); }
};
using Node = std::unique_ptr<cmark_node, FreeNode>;
using Iter = std::unique_ptr<cmark_iter, FreeIter>;

Node parse(const std::vector<std::string>& lines) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  for (const char* name : {"table", "autolink", "strikethrough", "tasklist"}) {
    if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name))
      cmark_parser_attach_syntax_extension(parser.get(), extension);
  }
  for (const std::string& line : lines) {
    cmark_parser_feed(parser.get(), line.data(), line.size());
    cmark_parser_feed(parser.get(), "\n", 1);
  }
  return Node(cmark_parser_finish(parser.get()));
}

BlockKind kind_of(cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  if (type == CMARK_NODE_DOCUMENT) return BlockKind::page;
  if (type == CMARK_NODE_HEADING) return BlockKind::heading;
  if (type == CMARK_NODE_PARAGRAPH) return BlockKind::paragraph;
  if (type == CMARK_NODE_LIST) return BlockKind::list;
  if (type == CMARK_NODE_BLOCK_QUOTE) return BlockKind::quote;
  if (type == CMARK_NODE_HTML_BLOCK) return BlockKind::html;
  const std::string_view name = cmark_node_get_type_string(node);
  if (type == CMARK_NODE_ITEM || name == "tasklist") return BlockKind::item;
  if (name == "table") return BlockKind::table;
  if (name == "table_row" || name == "table_header") return BlockKind::row;
  if (name == "table_cell") return BlockKind::cell;
  return BlockKind::other;
}

bool holds_spans(BlockKind kind) {
  return kind == BlockKind::heading || kind == BlockKind::paragraph || kind == BlockKind::cell;
}

/// Flattens the inline nodes below a block.
class SpanCollector {
 public:
  std::vector<Span> collect(cmark_node* block) {
    const Iter iter(cmark_iter_new(block));
    for (cmark_event_type event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iter.get())) {
      visit(cmark_iter_get_node(iter.get()), event == CMARK_EVENT_ENTER);
    }
    return std::move(spans_);
  }

 private:
  void visit(cmark_node* node, bool enter) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_STRONG) strong_ += enter ? 1 : -1;
    if (type == CMARK_NODE_IMAGE) image_ += enter ? 1 : -1;
    if (type == CMARK_NODE_LINK) {
      in_link_ = enter;
      if (enter) spans_.push_back({SpanKind::link, {}, text_of(cmark_node_get_url(node)), strong_ > 0});
    }
    if (!enter || image_ > 0) return;
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) append(text_of(cmark_node_get_literal(node)));
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_HTML_INLINE) append(" ");
    if (type == CMARK_NODE_LINEBREAK) append(in_link_ ? " " : "\n");
  }

  static std::string text_of(const char* text) { return text == nullptr ? std::string() : std::string(text); }

  void append(std::string_view text) {
    const bool strong = strong_ > 0;
    if (in_link_) {
      spans_.back().text += text;
    } else if (!spans_.empty() && spans_.back().kind == SpanKind::text && spans_.back().strong == strong) {
      spans_.back().text += text;
    } else {
      spans_.push_back({SpanKind::text, std::string(text), {}, strong});
    }
  }

  std::vector<Span> spans_;
  int strong_ = 0;
  int image_ = 0;
  bool in_link_ = false;
};

std::string source_of(cmark_node* node, const std::vector<std::string>& lines) {
  const int first = cmark_node_get_start_line(node);
  const int last = std::min(cmark_node_get_end_line(node), static_cast<int>(lines.size()));
  const auto column = static_cast<std::size_t>(std::max(cmark_node_get_start_column(node) - 1, 0));
  std::string source;
  for (int i = std::max(first, 1); i <= last; ++i) {
    std::string_view line = lines[static_cast<std::size_t>(i - 1)];
    if (i == first) line.remove_prefix(std::min(column, line.size()));
    line = trim(line);
    if (!source.empty() && !line.empty()) source += ' ';
    source += line;
  }
  return source;
}

class TreeBuilder {
 public:
  /// `parsed`: the lines as the parser saw them; its columns are theirs.
  TreeBuilder(Tree& tree, const std::vector<std::string>& parsed) : tree_(tree), parsed_(parsed) {}

  Block build(cmark_node* node, int depth) {
    Block block;
    block.kind = kind_of(node);
    block.line = static_cast<std::size_t>(std::max(cmark_node_get_start_line(node), 1));
    if (block.kind == BlockKind::heading) block.level = cmark_node_get_heading_level(node);
    if (block.kind == BlockKind::html) block.source = cmark_node_get_literal(node);
    if (holds_spans(block.kind)) {
      block.source = source_of(node, parsed_);
      block.spans = SpanCollector().collect(node);
      return block;
    }
    if (depth == kDeepest) {
      reject(block.line);
      return block;
    }
    for (cmark_node* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child)) {
      if (block.kind != BlockKind::other) block.children.push_back(build(child, depth + 1));
    }
    return block;
  }

 private:
  void reject(std::size_t line) {
    if (!tree_.rejects.empty() && tree_.rejects.back().line == line) return;
    const std::string text = line <= tree_.lines.size() ? shorten(tree_.lines[line - 1], 200) : std::string();
    tree_.rejects.push_back({.file = {},
                             .line = line,
                             .column = 0,
                             .reason = "nested too deeply; what lies deeper was left out",
                             .text = text});
  }

  Tree& tree_;
  const std::vector<std::string>& parsed_;
};

}  // namespace

Tree parse_tree(std::string_view text) {
  Tree tree;
  tree.lines = source_lines(text, tree.rejects);
  std::vector<std::string> lines = tree.lines;
  blank_foreign_lines(lines);
  space_tight_bullets(lines);
  const Node document = parse(lines);
  tree.page = TreeBuilder(tree, lines).build(document.get(), 0);
  return tree;
}

std::string plain(const std::vector<Span>& spans) {
  std::string text;
  for (const Span& span : spans) text += span.text;
  return collapse_space(text);
}

}  // namespace bibmill::markdown
