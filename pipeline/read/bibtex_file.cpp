#include "pipeline/read/bibtex_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

#include "normalizers/text/unicode.h"

namespace bibmill {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// bibtex.web "legal_id_char": everything but controls, white space and these.
bool is_identifier(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte != 0x7F && std::string_view("\"#%'(),={}").find(c) == kNone;
}

/// For each `{` the `}` that closes it, found in one pass over the whole text: looking for it anew at each broken value
/// would be quadratic. `\{` counts, as in BibTeX.
class Braces {
 public:
  explicit Braces(std::string_view text) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '{') {
        open.push_back(pairs_.size());
        pairs_.emplace_back(i, kNone);
      } else if (text[i] == '}' && !open.empty()) {
        pairs_[open.back()].second = i;
        open.pop_back();
      }
    }
  }

  /// kNone when the brace at `open` is never closed.
  std::size_t closing(std::size_t open) const {
    const auto found = std::lower_bound(pairs_.begin(), pairs_.end(), std::pair(open, std::size_t{0}));
    return found != pairs_.end() && found->first == open ? found->second : kNone;
  }

 private:
  std::vector<std::pair<std::size_t, std::size_t>> pairs_;
};

/// An error inside a block: where, and what to do about it.
struct Trouble {
  std::size_t at;
  std::string message;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text), braces_(text) {
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') line_starts_.push_back(i + 1);
    }
  }

  BibFile parse() {
    while (pos_ < text_.size()) {
      const std::size_t at = next_command(pos_);
      if (at > pos_) add_text(pos_, at);
      pos_ = at;
      if (at < text_.size()) read_command(at);
    }
    return std::move(file_);
  }

 private:
  // --- Looking at the text ---

  bool at_end() const { return pos_ >= text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[pos_]; }

  std::size_t skip_spaces(std::size_t from) const {
    while (from < text_.size() && is_space(text_[from])) ++from;
    return from;
  }

  std::size_t line_end(std::size_t from) const { return std::min(text_.find('\n', from), text_.size()); }

  std::size_t identifier_end(std::size_t from) const {
    while (from < text_.size() && is_identifier(text_[from]) && text_[from] != '@') ++from;
    return from;
  }

  /// White space, and `%` comments as biber has them between fields.
  void skip_blank() {
    for (pos_ = skip_spaces(pos_); peek() == '%' && !at_end(); pos_ = skip_spaces(pos_)) pos_ = line_end(pos_);
  }

  std::string text(std::size_t from, std::size_t to) const { return std::string(text_.substr(from, to - from)); }

  std::pair<std::size_t, std::size_t> place(std::size_t at) const {
    const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), at);
    const auto line = static_cast<std::size_t>(next - line_starts_.begin());
    return {line, at - line_starts_[line - 1] + 1};
  }

  /// "@word{" or "@word(" at `at`.
  bool opens_command(std::size_t at) const {
    const std::size_t name = skip_spaces(at + 1);
    const std::size_t end = identifier_end(name);
    const std::size_t open = skip_spaces(end);
    return end > name && open < text_.size() && (text_[open] == '{' || text_[open] == '(');
  }

  bool starts_line(std::size_t at) const {
    while (at > 0 && (text_[at - 1] == ' ' || text_[at - 1] == '\t' || text_[at - 1] == '\r')) --at;
    return at == 0 || text_[at - 1] == '\n';
  }

  bool is_comment_word(std::size_t at) const {
    return ascii_lower(text_.substr(at + 1, 7)) == "comment" && identifier_end(at + 1) == at + 8;
  }

  /// The next `@` that is a command, from free text.
  std::size_t next_command(std::size_t from) const {
    for (std::size_t i = from; i < text_.size(); ++i) {
      if (text_[i] == '%') i = line_end(i);
      if (i >= text_.size() || text_[i] != '@') continue;
      if (i > 0 && is_word(text_[i - 1])) continue;
      if (opens_command(i) || is_comment_word(i) || (starts_line(i) && identifier_end(i + 1) > i + 1)) return i;
    }
    return text_.size();
  }

  /// Where reading goes on after an error at `from`.
  std::size_t next_plausible(std::size_t from) const {
    for (std::size_t i = text_.find('@', from); i != kNone; i = text_.find('@', i + 1)) {
      std::size_t before = i;
      while (before > 0 && is_space(text_[before - 1])) --before;
      const bool after_entry = before > 0 && before < i && text_[before - 1] == '}';
      if ((starts_line(i) || after_entry) && opens_command(i)) return i;
    }
    return text_.size();
  }

  // --- Making blocks ---

  BibBlock& add_block(BibBlock::Kind kind, std::size_t from, std::size_t to) {
    BibBlock& block = file_.blocks.emplace_back();
    block.kind = kind;
    block.source = text(from, to);
    std::tie(block.line, block.column) = place(from);
    return block;
  }

  void add_error(std::size_t block, std::size_t at, std::string message) {
    const auto [line, column] = place(at);
    file_.errors.push_back({block, line, column, std::move(message)});
  }

  void add_text(std::size_t from, std::size_t to) {
    const bool after_entry = !file_.blocks.empty() && file_.blocks.back().kind == BibBlock::Kind::entry;
    add_block(BibBlock::Kind::text, from, to);
    // `title = {A}}, year = 2000}`: BibTeX ends the entry at the second brace and silently ignores the rest.
    std::size_t name = skip_spaces(from);
    if (name < to && text_[name] == ',') name = skip_spaces(name + 1);
    const std::size_t equals = skip_spaces(identifier_end(name));
    if (after_entry && name < to && equals > name && equals < to && text_[equals] == '=') {
      add_error(file_.blocks.size() - 1, name, "fields after the end of an entry: remove the '}' too many before them");
    }
  }

  void read_command(std::size_t at) {
    if (is_comment_word(at)) return read_comment(at);
    BibBlock block;
    std::optional<Trouble> trouble;
    try_read(at, block, trouble);
    if (trouble) {
      pos_ = next_plausible(std::max(at + 1, trouble->at));
      block.kind = BibBlock::Kind::broken;
    }
    block.source = text(at, pos_);
    std::tie(block.line, block.column) = place(at);
    file_.blocks.push_back(std::move(block));
    const std::size_t index = file_.blocks.size() - 1;
    for (Trouble& mild : mild_) add_error(index, mild.at, std::move(mild.message));
    mild_.clear();
    if (trouble) add_error(index, trouble->at, std::move(trouble->message));
  }

  void read_comment(std::size_t at) {
    const std::size_t open = skip_spaces(at + 8);
    std::size_t end = at + 8;
    if (open < text_.size() && text_[open] == '{' && braces_.closing(open) != kNone) end = braces_.closing(open) + 1;
    BibBlock& block = add_block(BibBlock::Kind::comment, at, end);
    block.type = text(at + 1, at + 8);
    pos_ = end;
  }

  void try_read(std::size_t at, BibBlock& block, std::optional<Trouble>& trouble) {
    const std::size_t name = skip_spaces(at + 1);
    pos_ = identifier_end(name);
    block.type = text(name, pos_);
    pos_ = skip_spaces(pos_);
    if (peek() != '{' && peek() != '(') {
      trouble = Trouble{pos_, "expected '{' after '@" + printable(block.type) + "'"};
      return;
    }
    close_ = peek() == '{' ? '}' : ')';
    ++pos_;
    const std::string type = ascii_lower(block.type);
    if (type == "preamble") {
      block.kind = BibBlock::Kind::preamble;
      trouble = read_preamble(block);
      return;
    }
    block.kind = type == "string" ? BibBlock::Kind::string : BibBlock::Kind::entry;
    if (block.kind == BibBlock::Kind::entry) trouble = read_key(block);
    if (!trouble) trouble = read_fields(block);
  }

  std::optional<Trouble> read_preamble(BibBlock& block) {
    skip_blank();
    BibField field;
    if (auto trouble = read_value(field)) return trouble;
    block.fields.push_back(std::move(field));
    skip_blank();
    if (at_end() || peek() != close_) return Trouble{pos_, std::string("expected '") + close_ + "' after @preamble"};
    ++pos_;
    return std::nullopt;
  }

  /// bibtex.web ends a key at white space, `,` or (in a braced entry) `}`; blanks inside are an error there, kept here.
  std::optional<Trouble> read_key(BibBlock& block) {
    skip_blank();
    const std::size_t start = pos_;
    if (names_field(start)) return std::nullopt;  // the key was forgotten
    while (!at_end() && peek() != ',' && peek() != close_ && peek() != '\n') ++pos_;
    block.key = std::string(trim(text_.substr(start, pos_ - start)));
    if (const std::size_t comment = block.key.find(" %"); comment != kNone) block.key.resize(comment);
    skip_blank();
    if (peek() == ',' && !at_end()) {
      ++pos_;
      return std::nullopt;
    }
    if (peek() == close_ && !at_end()) return std::nullopt;
    return Trouble{pos_, "expected ',' after the key '" + shorten(printable(block.key), 60) + "'"};
  }

  /// `title = {` or `title = "` where a key or a comma was expected.
  bool names_field(std::size_t at) const {
    const std::size_t end = identifier_end(at);
    const std::size_t equals = skip_spaces(end);
    if (end == at || equals >= text_.size() || text_[equals] != '=') return false;
    const std::size_t value = skip_spaces(equals + 1);
    return value < text_.size() && (text_[value] == '{' || text_[value] == '"' || is_word(text_[value]));
  }

  std::optional<Trouble> read_fields(BibBlock& block) {
    while (true) {
      skip_blank();
      if (at_end()) return Trouble{pos_, std::string("the entry is never closed: a '") + close_ + "' is missing"};
      if (peek() == close_) {
        ++pos_;
        return std::nullopt;
      }
      if (peek() == ',') {
        ++pos_;
        continue;
      }
      if (auto trouble = read_field(block)) return trouble;
    }
  }

  std::optional<Trouble> read_field(BibBlock& block) {
    BibField field;
    std::tie(field.line, field.column) = place(pos_);
    const std::size_t start = pos_;
    while (!at_end() && is_identifier(peek())) ++pos_;
    field.name = text(start, pos_);
    if (field.name.empty() || field.name.front() == '@') {
      return Trouble{start, std::string("expected a field name or '") + close_ + "'"};
    }
    skip_blank();
    if (at_end() || peek() != '=')
      return Trouble{pos_, "expected '=' after the field name '" + shorten(printable(field.name), 60) + "'"};
    ++pos_;
    skip_blank();
    if (auto trouble = read_value(field)) return trouble;
    const std::size_t value_end = pos_;
    const std::string name = shorten(printable(field.name), 60);
    block.fields.push_back(std::move(field));
    skip_blank();
    if (at_end() || peek() == ',' || peek() == close_) return std::nullopt;
    if (!names_field(pos_)) {
      return Trouble{pos_, "expected ',' or '" + std::string(1, close_) + "' after the value of '" + name + "'"};
    }
    mild_.push_back({value_end, "a ',' is missing after the value of '" + name + "'"});
    return std::nullopt;
  }

  std::optional<Trouble> read_value(BibField& field) {
    const std::size_t start = pos_;
    std::size_t end = start;
    while (true) {
      if (auto trouble = read_piece(field)) return trouble;
      end = pos_;
      skip_blank();
      if (at_end() || peek() != '#') break;
      ++pos_;
      skip_blank();
    }
    pos_ = end;
    field.value = text(start, end);
    if (const std::size_t inner = embedded_entry(start, end); inner != kNone) {
      mild_.push_back({inner, "an entry begins inside the value of '" + shorten(printable(field.name), 60) +
                                  "': is a '}' missing before it?"});
    }
    return std::nullopt;
  }

  std::optional<Trouble> read_piece(BibField& field) {
    const std::size_t start = pos_;
    if (peek() == '{' && !at_end()) {
      const std::size_t close = braces_.closing(start);
      if (close == kNone) return Trouble{start, "this '{' is never closed ('\\{' counts as a brace)"};
      field.pieces.push_back({BibPiece::Kind::text, text(start + 1, close)});
      pos_ = close + 1;
      return std::nullopt;
    }
    if (peek() == '"') return read_quoted(field);
    while (!at_end() && is_identifier(peek())) ++pos_;
    if (pos_ == start) return Trouble{start, "expected a value: {text}, \"text\", a number or the name of an @string"};
    std::string word = text(start, pos_);
    const bool number = std::all_of(word.begin(), word.end(), is_digit);
    field.pieces.push_back({number ? BibPiece::Kind::number : BibPiece::Kind::macro, std::move(word)});
    return std::nullopt;
  }

  std::optional<Trouble> read_quoted(BibField& field) {
    const std::size_t start = pos_;
    for (std::size_t i = start + 1; i < text_.size(); ++i) {
      if (text_[i] == '"') {
        field.pieces.push_back({BibPiece::Kind::text, text(start + 1, i)});
        pos_ = i + 1;
        return std::nullopt;
      }
      if (text_[i] == '}') return Trouble{i, "a '}' without '{' inside a quoted value"};
      if (text_[i] == '{') {
        const std::size_t close = braces_.closing(i);
        if (close == kNone) return Trouble{i, "this '{' is never closed ('\\{' counts as a brace)"};
        i = close;
      }
    }
    return Trouble{start, "this '\"' is never closed (inside quotes a '\"' is written {\"})"};
  }

  /// "@word{key," at a line's start inside a value: the sign of a brace forgotten further up and made good further
  /// down.
  std::size_t embedded_entry(std::size_t from, std::size_t to) const {
    for (std::size_t i = text_.find('@', from); i < to; i = text_.find('@', i + 1)) {
      if (!starts_line(i) || !opens_command(i)) continue;
      std::size_t key = skip_spaces(identifier_end(skip_spaces(i + 1))) + 1;
      while (key < to && !is_space(text_[key]) && text_[key] != ',' && text_[key] != '}') ++key;
      if (key < to && text_[key] == ',') return i;
    }
    return kNone;
  }

  std::string_view text_;
  Braces braces_;
  std::vector<std::size_t> line_starts_;
  std::size_t pos_ = 0;
  char close_ = '}';
  std::vector<Trouble> mild_;  ///< of the block being read: reported, but the block stands
  BibFile file_;
};

}  // namespace

BibFile parse_bibtex(std::string_view text) { return Parser(text).parse(); }

std::string to_string(const BibFile& file) {
  std::string text;
  for (const BibBlock& block : file.blocks) text += block.source;
  return text;
}

}  // namespace bibmill
