// Recognising the tags of HTML face markup, JATS and MathML in metadata, strictly: "<i>" is a tag, "<Konggi-Inhyung (A
// Sex Doll)>" and "a <b and c> d" are text. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bibmill {

enum class TagKind : std::uint8_t {
  inline_text,  ///< stands inside a word or a line
  block,        ///< separates paragraphs, cells, list items
};

struct MarkupTag {
  std::string name;  ///< lower-case, without namespace prefix
  TagKind kind = TagKind::inline_text;
  bool closing = false;
  bool empty = false;        ///< "<br/>"
  std::size_t length = 0;    ///< from '<' to '>'
  std::string_view alttext;  ///< value of the attribute alttext (MathML), as written; a view into the parsed text
};

/// The known tag that `text` begins with ('<'); nullopt when it is none, or not well-formed.
std::optional<MarkupTag> markup_tag_at(std::string_view text);

}  // namespace bibmill
