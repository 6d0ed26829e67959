// A Markdown page as a small tree of our own: blocks with their source lines, text runs with links. cmark-gfm does the
// parsing (CommonMark 0.29, GFM tables, autolinks, strikethrough, task lists); nothing else of the reader knows it.
// Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/model/entry.h"

namespace bibmill::markdown {

enum class SpanKind : std::uint8_t { text, link };

/// A run of text, or a whole link with its text. Markup, escapes and entities are resolved; images and inline HTML are
/// left out; a hard line break is a line feed.
struct Span {
  SpanKind kind = SpanKind::text;
  std::string text;
  std::string url;  ///< links only
  bool strong = false;
};

enum class BlockKind : std::uint8_t { page, heading, paragraph, list, item, quote, table, row, cell, html, other };

struct Block {
  BlockKind kind = BlockKind::other;
  int level = 0;         ///< of a heading, 1 to 6
  std::size_t line = 0;  ///< first source line, from 1
  std::string source;    ///< paragraph, heading and HTML: the Markdown as written, its lines joined by blanks
  std::vector<Span> spans;
  std::vector<Block> children;
};

struct Tree {
  Block page;
  std::vector<std::string> lines;  ///< of the source, for Entry.raw; line 1 is lines[0]
  std::vector<Reject> rejects;     ///< lines too long, blocks too deep; `file` is empty
};

/// Never fails. Front matter and GitBook tags are no Markdown and are blanked out first, hints with all they hold.
Tree parse_tree(std::string_view text);

/// The text of all spans, white space collapsed.
std::string plain(const std::vector<Span>& spans);

}  // namespace bibmill::markdown
