#include "normalizers/text/markup.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "normalizers/text/entities.h"
#include "normalizers/text/fold.h"
#include "normalizers/text/latex.h"
#include "normalizers/text/markup_tag.h"
#include "normalizers/text/unicode.h"
#include "normalizers/text/utf8.h"

namespace bibmill {
namespace {

using std::string_view;
constexpr std::size_t npos = string_view::npos;
constexpr std::size_t kLongestEntity = 12;

/// What browsers and depositors mean by &#128; to &#159;: Windows-1252 (HTML Living Standard, "numeric character
/// reference end state").
constexpr std::array<char32_t, 32> kWindows1252 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::optional<char32_t> numeric_entity(string_view body) {
  const bool hex = body.starts_with('x') || body.starts_with('X');
  if (hex) body.remove_prefix(1);
  if (body.empty()) return std::nullopt;
  char32_t value = 0;
  for (const char c : body) {
    const char lower = to_ascii_lower(c);
    if (!is_ascii_digit(c) && !(hex && lower >= 'a' && lower <= 'f')) return std::nullopt;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(is_ascii_digit(c) ? c - '0' : lower - 'a' + 10);
    if (value > 0x10FFFF) return std::nullopt;
  }
  if (value == 0 || (value >= 0xD800 && value <= 0xDFFF)) return std::nullopt;
  return value >= 0x80 && value <= 0x9F ? kWindows1252[value - 0x80] : value;
}

/// The entity that `text` begins with ('&'), and its length.
std::optional<std::pair<char32_t, std::size_t>> entity_at(string_view text) {
  const std::size_t end = text.substr(0, kLongestEntity).find(';');
  if (end == npos || end < 2) return std::nullopt;
  const string_view body = text.substr(1, end - 1);
  const auto code_point = body.starts_with('#') ? numeric_entity(body.substr(1)) : named_entity(body);
  if (!code_point) return std::nullopt;
  return std::pair{*code_point, end + 1};
}

class Plainer {
 public:
  explicit Plainer(string_view text) : text_(text) { out_.reserve(text.size()); }

  std::string run() && {
    while (position_ < text_.size()) {
      const char c = text_[position_];
      if (c == '<' && (skip_special() || take_tag())) continue;
      if (c == '&') {
        if (const auto entity = entity_at(text_.substr(position_))) {
          append_utf8(out_, entity->first);
          position_ += entity->second;
          continue;
        }
      }
      // White space between the elements of a formula is layout.
      if (math_depth_ == 0 || !is_ascii_space(c)) out_.push_back(c);
      ++position_;
    }
    return std::move(out_);
  }

 private:
  string_view rest() const { return text_.substr(position_); }

  /// Comments and processing instructions vanish, CDATA sections give their text.
  bool skip_special() {
    return skip_section("<!--", "-->", false) || skip_section("<![CDATA[", "]]>", true) ||
           skip_section("<?", "?>", false);
  }

  bool skip_section(string_view open, string_view close, bool keep) {
    if (!rest().starts_with(open) || is_missing(close)) return false;
    const std::size_t end = text_.find(close, position_ + open.size());
    if (end == npos) {
      missing_.emplace_back(close);
      return false;
    }
    if (keep) out_ += text_.substr(position_ + open.size(), end - position_ - open.size());
    position_ = end + close.size();
    return true;
  }

  /// An end that was not found once is not looked for again: time stays linear for hostile text.
  bool is_missing(string_view end) const { return std::find(missing_.begin(), missing_.end(), end) != missing_.end(); }

  bool take_tag() {
    const auto tag = markup_tag_at(rest());
    if (!tag) return false;
    position_ += tag->length;
    if (tag->kind == TagKind::block) out_.push_back(' ');
    if (tag->name == "alternatives" || tag->name == "inline-formula" || tag->name == "disp-formula") note_formula(*tag);
    if (tag->closing || tag->empty) {
      if (tag->name == "math" && tag->closing && math_depth_ > 0) --math_depth_;
      return true;
    }
    if (tag->name == "math")
      open_math(*tag);
    else if (tag->name == "annotation" || tag->name == "annotation-xml")
      skip_element(tag->name);
    else if (tag->name == "tex-math" || tag->name == "tex")
      take_tex(tag->name);
    else if (tag->name == "title" && out_is_blank())
      drop_abstract_heading();
    return true;
  }

  bool out_is_blank() {
    while (blank_ < out_.size() && is_ascii_space(out_[blank_])) ++blank_;
    return blank_ == out_.size();
  }

  /// Start and end of the next closing tag `name`, whatever its namespace prefix.
  std::optional<std::pair<std::size_t, std::size_t>> find_closing(string_view name) {
    if (is_missing(name)) return std::nullopt;
    for (std::size_t at = text_.find("</", position_); at != npos; at = text_.find("</", at + 2)) {
      const auto tag = markup_tag_at(text_.substr(at));
      if (tag && tag->closing && tag->name == name) return std::pair{at, at + tag->length};
    }
    missing_.emplace_back(name);
    return std::nullopt;
  }

  void skip_element(string_view name) {
    if (const auto closing = find_closing(name)) position_ = closing->second;
  }

  void open_math(const MarkupTag& tag) {
    const auto closing = tag.alttext.empty() ? std::nullopt : find_closing("math");
    if (!closing) {
      ++math_depth_;
      return;
    }
    out_ += latex_to_unicode(decode_entities(tag.alttext));
    position_ = closing->second;
  }

  /// A formula is given as TeX, as MathML, or as both; then the MathML is taken.
  void note_formula(const MarkupTag& tag) {
    const std::size_t end = text_.find(tag.name + ">", position_);
    const string_view inside = text_.substr(position_, end == npos ? npos : end - position_);
    const bool math = inside.find(":math") != npos || inside.find("<math") != npos;
    tex_is_spare_ = !tag.closing && (tex_is_spare_ || math);
  }

  void take_tex(string_view name) {
    const auto closing = find_closing(name);
    if (!closing) return;
    if (!tex_is_spare_) out_ += latex_to_unicode(decode_entities(text_.substr(position_, closing->first - position_)));
    position_ = closing->second;
  }

  /// JATS abstracts begin with <title>Abstract</title>.
  void drop_abstract_heading() {
    const auto closing = find_closing("title");
    if (!closing || closing->first - position_ > 100) return;
    const std::string heading = fold_title(text_.substr(position_, closing->first - position_));
    if (heading == "abstract" || heading == "summary") position_ = closing->second;
  }

  string_view text_;
  std::size_t position_ = 0;
  int math_depth_ = 0;
  bool tex_is_spare_ = false;
  std::size_t blank_ = 0;             ///< so much of out_ is known to be blank
  std::vector<std::string> missing_;  ///< closing marks and tags that do not occur any more
  std::string out_;
};

/// Whether a second look is due: something was escaped twice.
bool holds_markup(string_view text) {
  for (std::size_t at = text.find_first_of("<&"); at != npos; at = text.find_first_of("<&", at + 1)) {
    if (text[at] == '<' ? markup_tag_at(text.substr(at)).has_value() : entity_at(text.substr(at)).has_value())
      return true;
  }
  return false;
}

}  // namespace

std::string decode_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t position = 0; position < text.size();) {
    const auto entity = text[position] == '&' ? entity_at(text.substr(position)) : std::nullopt;
    if (entity) {
      append_utf8(out, entity->first);
      position += entity->second;
    } else {
      out.push_back(text[position++]);
    }
  }
  return out;
}

std::string plain_text(std::string_view markup) {
  if (markup.find_first_of("<&") == npos) return nfc(collapse_space(markup));
  std::string text = Plainer(markup).run();
  if (holds_markup(text)) text = Plainer(text).run();
  return nfc(collapse_space(text));
}

}  // namespace bibmill
