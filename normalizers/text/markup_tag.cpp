#include "normalizers/text/markup_tag.h"

#include <algorithm>
#include <array>

#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

using std::string_view;

constexpr std::array<string_view, 43> kBlockTags = {"p",
                                                    "br",
                                                    "div",
                                                    "sec",
                                                    "title",
                                                    "subtitle",
                                                    "abstract",
                                                    "trans-abstract",
                                                    "list",
                                                    "list-item",
                                                    "ul",
                                                    "ol",
                                                    "li",
                                                    "dl",
                                                    "dt",
                                                    "dd",
                                                    "def-list",
                                                    "def-item",
                                                    "table",
                                                    "thead",
                                                    "tbody",
                                                    "tr",
                                                    "td",
                                                    "th",
                                                    "h1",
                                                    "h2",
                                                    "h3",
                                                    "h4",
                                                    "h5",
                                                    "h6",
                                                    "hr",
                                                    "label",
                                                    "disp-formula",
                                                    "break",
                                                    "caption",
                                                    "fig",
                                                    "table-wrap",
                                                    "boxed-text",
                                                    "disp-quote",
                                                    "blockquote",
                                                    "alt-title",
                                                    "trans-title",
                                                    "article-title"};

constexpr std::array<string_view, 46> kInlineTags = {"i",
                                                     "b",
                                                     "em",
                                                     "strong",
                                                     "u",
                                                     "s",
                                                     "sub",
                                                     "sup",
                                                     "scp",
                                                     "sc",
                                                     "tt",
                                                     "code",
                                                     "span",
                                                     "font",
                                                     "small",
                                                     "big",
                                                     "a",
                                                     "strike",
                                                     "italic",
                                                     "bold",
                                                     "roman",
                                                     "sans-serif",
                                                     "monospace",
                                                     "underline",
                                                     "overline",
                                                     "styled-content",
                                                     "named-content",
                                                     "ext-link",
                                                     "xref",
                                                     "uri",
                                                     "email",
                                                     "inline-formula",
                                                     "formula",
                                                     "inline-graphic",
                                                     "graphic",
                                                     "alternatives",
                                                     "tex-math",
                                                     "tex",
                                                     "inf",
                                                     "ref",
                                                     "inline",
                                                     "emphasis",
                                                     "img",
                                                     "math",
                                                     "cite",
                                                     "sc"};

/// Prefixes under which JATS and MathML are deposited; any name behind one is markup.
bool is_markup_prefix(string_view prefix) {
  constexpr std::array<string_view, 8> kPrefixes = {"jats", "mml", "m", "xhtml", "html", "xlink", "ce", "math"};
  if (std::find(kPrefixes.begin(), kPrefixes.end(), prefix) != kPrefixes.end()) return true;
  return prefix.starts_with("ns") && prefix.size() > 2 && std::all_of(prefix.begin() + 2, prefix.end(), is_ascii_digit);
}

bool is_mathml_name(string_view name) {
  constexpr std::array<string_view, 30> kNames = {
      "math",     "mi",    "mo",    "mn",        "ms",         "mtext",         "mspace",     "mrow",
      "mfrac",    "msqrt", "mroot", "mstyle",    "merror",     "mpadded",       "mphantom",   "mfenced",
      "menclose", "msub",  "msup",  "msubsup",   "munder",     "mover",         "munderover", "mmultiscripts",
      "mtable",   "mtr",   "mtd",   "semantics", "annotation", "annotation-xml"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool is_name_character(char c) { return is_ascii_alnum(c) || c == '-' || c == '_' || c == ':' || c == '.'; }

/// Reads along a tag; every step says whether the grammar still holds.
class TagReader {
 public:
  explicit TagReader(string_view text) : text_(text) {}

  bool take(char c) {
    if (position_ >= text_.size() || text_[position_] != c) return false;
    ++position_;
    return true;
  }

  bool skip_space() {
    const std::size_t before = position_;
    while (position_ < text_.size() && is_ascii_space(text_[position_])) ++position_;
    return position_ > before;
  }

  string_view name() {
    const std::size_t begin = position_;
    if (position_ < text_.size() && !is_ascii_letter(text_[position_])) return {};
    while (position_ < text_.size() && is_name_character(text_[position_])) ++position_;
    return text_.substr(begin, position_ - begin);
  }

  /// The value behind '=', quoted or bare.
  std::optional<string_view> value() {
    if (position_ >= text_.size()) return std::nullopt;
    const char quote = text_[position_];
    if (quote == '"' || quote == '\'') {
      const std::size_t end = text_.find(quote, position_ + 1);
      if (end == string_view::npos) return std::nullopt;
      const string_view inside = text_.substr(position_ + 1, end - position_ - 1);
      position_ = end + 1;
      return inside;
    }
    const std::size_t begin = position_;
    while (position_ < text_.size() && !is_ascii_space(text_[position_]) &&
           string_view("\"'<>=").find(text_[position_]) == string_view::npos) {
      ++position_;
    }
    if (position_ == begin) return std::nullopt;
    return text_.substr(begin, position_ - begin);
  }

  std::size_t position() const { return position_; }

 private:
  string_view text_;
  std::size_t position_ = 0;
};

/// name="value" pairs up to '>' or '/>'.
bool read_attributes(TagReader& reader, MarkupTag& tag) {
  while (true) {
    const bool space = reader.skip_space();
    if (reader.take('/')) {
      tag.empty = true;
      return reader.take('>');
    }
    if (reader.take('>')) return true;
    if (!space || tag.closing) return false;
    const string_view name = reader.name();
    reader.skip_space();
    if (name.empty() || !reader.take('=')) return false;
    reader.skip_space();
    const auto value = reader.value();
    if (!value) return false;
    if (name == "alttext") tag.alttext = *value;
  }
}

}  // namespace

std::optional<MarkupTag> markup_tag_at(std::string_view text) {
  TagReader reader(text);
  if (!reader.take('<')) return std::nullopt;
  MarkupTag tag;
  tag.closing = reader.take('/');
  const std::string full = ascii_lower(reader.name());
  const std::size_t colon = full.find(':');
  tag.name = colon == std::string::npos ? full : full.substr(colon + 1);
  const bool block = std::find(kBlockTags.begin(), kBlockTags.end(), tag.name) != kBlockTags.end();
  const bool known = block || std::find(kInlineTags.begin(), kInlineTags.end(), tag.name) != kInlineTags.end() ||
                     is_mathml_name(tag.name);
  const bool ours = colon == std::string::npos ? known : is_markup_prefix(std::string_view(full).substr(0, colon));
  if (tag.name.empty() || !ours || !read_attributes(reader, tag)) return std::nullopt;
  tag.kind = block ? TagKind::block : TagKind::inline_text;
  tag.length = reader.position();
  return tag;
}

}  // namespace bibmill
