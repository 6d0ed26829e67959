#include "pipeline/read/jsonl.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "normalizers/text/json_repair.h"
#include "normalizers/text/unicode.h"
#include "pipeline/read/claims.h"
#include "pipeline/read/encoding.h"
#include "pipeline/read/json_fields.h"
#include "pipeline/record_json/record_json_read.h"

namespace bibmill {
namespace {

using simdjson::dom::element;

/// One JSON value of the input and the line it starts on.
struct Piece {
  std::string_view text;
  std::size_t line;
};

std::vector<Piece> split_lines(std::string_view text) {
  std::vector<Piece> pieces;
  std::size_t line = 0;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    ++line;
    const std::string_view piece = trim(text.substr(from, end - from));
    if (!piece.empty()) pieces.push_back({piece, line});
    from = end + 1;
  }
  return pieces;
}

/// The elements of the array that `text` is, each alone, so that a broken one does not take the others with it.
std::vector<Piece> split_array(std::string_view text) {
  std::vector<Piece> pieces;
  std::size_t line = 1;
  std::size_t start_line = 1;
  std::size_t start = text.find('[') + 1;
  std::size_t depth = 0;
  bool quoted = false;
  const auto finish = [&](std::size_t end) {
    const std::string_view piece = trim(text.substr(start, end - start));
    if (!piece.empty()) pieces.push_back({piece, start_line});
  };
  line += static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(start), '\n'));
  bool blank = true;
  for (std::size_t i = start; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') ++line;
    if (blank && c != ' ' && c != '\t' && c != '\r' && c != '\n') {
      blank = false;
      start_line = line;
    }
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
      continue;
    }
    if (c == '"') quoted = true;
    if (c == '{' || c == '[') ++depth;
    if (depth == 0 && (c == ',' || c == ']')) {
      finish(i);
      start = i + 1;
      blank = true;
      if (c == ']') return pieces;
    }
    if ((c == '}' || c == ']') && depth > 0) --depth;
  }
  finish(text.size());
  return pieces;
}

/// As long as the longest abstracts, and far longer than any title: what is longer is no text of a paper, and would be
/// compared with others for minutes.
constexpr std::size_t kLongestText = std::size_t{64} * 1024;

/// The length of the longest text anywhere in a value.
std::size_t longest_text(const element& value) {
  std::size_t longest = 0;
  simdjson::dom::object object;
  simdjson::dom::array array;
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return text.size();
  if (value.get(array) == simdjson::SUCCESS) {
    for (const element item : array) longest = std::max(longest, longest_text(item));
  } else if (value.get(object) == simdjson::SUCCESS) {
    for (const auto& member : object) longest = std::max(longest, longest_text(member.value));
  }
  return longest;
}

/// A line of enriched.jsonl: it names its schema and holds what the user wrote. An `entry` of other objects is a field
/// like any other.
bool is_our_record(const simdjson::dom::object& object) {
  std::int64_t schema = 0;
  simdjson::dom::object entry;
  return object["schema"].get(schema) == simdjson::SUCCESS && object["entry"].get(entry) == simdjson::SUCCESS;
}

class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  void read(const Piece& piece) {
    element value;
    if (const auto error = parse(piece.text, value)) return reject(piece, "this is no JSON: " + *error);
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS)
      return reject(piece, "expected a JSON object with a title or an identifier");
    if (const std::size_t longest = longest_text(value); longest > kLongestText) {
      return reject(piece, "a text in it has " + std::to_string(longest) + " bytes; no field may have more than " +
                               std::to_string(kLongestText));
    }
    std::vector<std::string> problems;
    Result<Entry> entry = is_our_record(object) ? read_our_record(object) : read_users_object(object, problems);
    if (!entry) return reject(piece, joined(problems, "; ") + entry.error().message);
    for (const std::string& problem : problems) reject(piece, problem + "; what is not was left out, the rest is used");
    if (repaired_) reject(piece, "half a surrogate pair (\\ud800 to \\udfff) is no character; it became U+FFFD");
    if (entry->file.empty() || entry->line == 0) {
      entry->file = file_;
      entry->line = piece.line;
    }
    entry->raw = std::string(piece.text);
    result.entries.push_back(*std::move(entry));
  }

  /// Nothing when `text` is one whole JSON value; else what is wrong with it.
  std::optional<std::string> parse(std::string_view text, element& value) {
    auto error = parser_.parse(simdjson::padded_string(text)).get(value);
    repaired_ = error == simdjson::STRING_ERROR;
    if (repaired_) error = parser_.parse(simdjson::padded_string(repair_surrogates(text))).get(value);
    if (error == simdjson::SUCCESS) return std::nullopt;
    return std::string(simdjson::error_message(error));
  }

  ReadResult result;

 private:
  static Result<Entry> read_our_record(const simdjson::dom::object& object) {
    Result<Entry> entry = parse_entry_of_record(object);
    if (!entry) return entry;
    // As every reader does: the work carries what is claimed. Our lines say both; one edited by hand may not.
    const std::vector<Identifier> claimed = std::move(entry->identifiers);
    entry->identifiers.clear();
    for (const Identifier& identifier : claimed) Claims(*entry).add(identifier);
    return entry;
  }

  /// `problems`: what could not be used of it.
  static Result<Entry> read_users_object(const simdjson::dom::object& object, std::vector<std::string>& problems) {
    Entry entry;
    problems = fill_from_json(entry, object);
    if (!entry.work.title && entry.identifiers.empty())
      return fail(ErrorKind::input, "neither a title nor a DOI, arXiv id or DBLP key; add \"title\" or \"doi\"");
    return entry;
  }

  static std::string joined(const std::vector<std::string>& problems, std::string_view end) {
    std::string text;
    for (const std::string& problem : problems) text.append(problem).append(end);
    return text;
  }

  void reject(const Piece& piece, std::string reason) {
    result.rejects.push_back(
        {file_, piece.line, 0, std::move(reason), shorten(printable(piece.text.substr(0, 800)), 200)});
  }

  std::string file_;
  simdjson::dom::parser parser_;
  bool repaired_ = false;  ///< the value parsed last held lone surrogates
};

}  // namespace

/// An entry has 2 kB: a list that grows by copying takes longer to grow than to read. Not more, for lines may be junk.
constexpr std::size_t kReserved = 1u << 16;

ReadResult read_jsonl(std::string_view text, const std::string& file) {
  const std::string utf8 = to_utf8(text);
  const std::string_view all = trim(utf8);
  Reader reader(file);
  std::vector<Piece> pieces;
  element whole;
  if (all.starts_with('[')) {
    pieces = split_array(utf8);
  } else {
    pieces = split_lines(utf8);
    // One object over several lines, as pretty-printers write it.
    if (pieces.size() > 1 && reader.parse(pieces[0].text, whole) && !reader.parse(all, whole))
      pieces = {{all, pieces[0].line}};
  }
  reader.result.entries.reserve(std::min(pieces.size(), kReserved));
  for (const Piece& piece : pieces) reader.read(piece);
  return std::move(reader.result);
}

}  // namespace bibmill
