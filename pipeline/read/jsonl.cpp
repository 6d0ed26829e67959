#include "pipeline/read/jsonl.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "normalizers/text/unicode.h"
#include "pipeline/read/bibtex_work.h"
#include "pipeline/read/claims.h"
#include "pipeline/read/encoding.h"
#include "pipeline/read/json_fields.h"

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

bool is_high_surrogate(std::string_view escape) {
  return escape.size() >= 6 && escape.starts_with("\\u") && (escape[2] | 0x20) == 'd' &&
         std::string_view("89abAB").find(escape[3]) != escape.npos;
}

bool is_low_surrogate(std::string_view escape) {
  return escape.size() >= 6 && escape.starts_with("\\u") && (escape[2] | 0x20) == 'd' &&
         std::string_view("cdefCDEF").find(escape[3]) != escape.npos;
}

/// simdjson 3.0.1 refuses a lone surrogate escape ("\ud800"); it becomes U+FFFD.
std::string repair_surrogates(std::string_view json) {
  std::string repaired;
  for (std::size_t i = 0; i < json.size();) {
    if (json[i] != '\\') {
      repaired += json[i++];
      continue;
    }
    const std::string_view rest = json.substr(i);
    const bool pair = is_high_surrogate(rest) && is_low_surrogate(rest.substr(6));
    const bool lone = !pair && (is_high_surrogate(rest) || is_low_surrogate(rest));
    const std::size_t length = std::min<std::size_t>(pair ? 12 : lone ? 6 : 2, rest.size());
    if (lone) {
      repaired += "\\ufffd";
    } else {
      repaired += rest.substr(0, length);
    }
    i += length;
  }
  return repaired;
}

std::string text_of(const element& value) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  return value.is_null() ? std::string() : simdjson::minify(value);
}

std::string member_text(const element& object, std::string_view name) {
  element value;
  return object[name].get(value) == simdjson::SUCCESS ? text_of(value) : std::string();
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// {"name": value, …}, [["name", value], …] or [{"name": …, "value": …}, …]; nulls are absent.
Pairs pairs_of(const element& value) {
  Pairs pairs;
  simdjson::dom::object object;
  if (value.get_object().get(object) == simdjson::SUCCESS) {
    for (const auto [name, member] : object) {
      if (!member.is_null()) pairs.emplace_back(std::string(name), text_of(member));
    }
    return pairs;
  }
  simdjson::dom::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) return pairs;
  for (const element item : array) {
    if (item.is_object()) {
      pairs.emplace_back(member_text(item, "name"), member_text(item, "value"));
      continue;
    }
    element name;
    element second;
    if (item.at(0).get(name) == simdjson::SUCCESS && item.at(1).get(second) == simdjson::SUCCESS) {
      pairs.emplace_back(text_of(name), text_of(second));
    }
  }
  return pairs;
}

std::vector<std::string> list_of(const element& object, std::string_view name) {
  std::vector<std::string> list;
  simdjson::dom::array array;
  if (object[name].get_array().get(array) != simdjson::SUCCESS) return list;
  for (const element item : array) {
    std::string_view text;
    if (item.get_string().get(text) == simdjson::SUCCESS) list.emplace_back(text);
  }
  return list;
}

std::vector<Link> links_of(const element& object) {
  std::vector<Link> links;
  simdjson::dom::array array;
  if (object["links"].get_array().get(array) != simdjson::SUCCESS) return links;
  for (const element item : array) {
    std::string url = member_text(item, "url");
    if (!url.empty()) links.push_back({member_text(item, "label"), std::move(url)});
  }
  return links;
}

/// `identifiers`: ["doi:10.…"], [{"doi": "10.…"}] or {"doi": "10.…", "arxiv_id": "…"}.
void add_identifiers(Claims& claims, const element& value) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) {
    if (!claims.add_text(text)) claims.add_arxiv(text);
  } else if (value.is_array()) {
    for (const element item : simdjson::dom::array(value)) add_identifiers(claims, item);
  } else if (value.is_object()) {
    for (const auto [name, member] : simdjson::dom::object(value)) add_identifiers(claims, member);
  }
}

std::optional<int> year_of(const element& object) {
  const auto date = parse_partial_date(member_text(object, "year"));
  return date ? std::optional<int>(date->year) : std::nullopt;
}

/// The user's JSON fields, or, where the input had none (Markdown, identifiers), what the reader found: title, authors,
/// issued, ….
void fill_from_members(Entry& entry, const element& own) {
  const bool has_fields = !entry.fields.empty();
  if (!has_fields) {
    for (auto& [name, text] : pairs_of(own)) {
      const bool ours = name == "key" || name == "venue" || name == "year" || name == "links" || name == "notes";
      if (!ours) entry.fields.emplace_back(std::move(name), std::move(text));
    }
  }
  fill_from_json_fields(entry);
  if (has_fields) return;
  entry.fields.clear();
  // Said by nobody: the reader of the list itself did not conclude them from identifier and date.
  entry.year.reset();
  element type;
  if (own["type"].get(type) != simdjson::SUCCESS) entry.work.type.reset();
}

/// `entry` of our own output: what the user wrote.
void fill_from_own_entry(Entry& entry, const element& own) {
  if (std::string key = member_text(own, "key"); !key.empty()) entry.key = std::move(key);
  if (std::string file = member_text(own, "file"); !file.empty()) entry.file = std::move(file);
  std::uint64_t line = 0;
  if (own["line"].get_uint64().get(line) == simdjson::SUCCESS) entry.line = line;
  entry.bibtex_type = ascii_lower(member_text(own, "bibtex_type"));
  element value;
  if (own["fields"].get(value) == simdjson::SUCCESS) entry.fields = pairs_of(value);
  if (own["macros"].get(value) == simdjson::SUCCESS) entry.macros = pairs_of(value);
  Claims claims(entry);
  if (!entry.bibtex_type.empty()) {
    fill_from_bibtex(entry, bibtex_values(entry));
  } else {
    if (own["identifiers"].get(value) == simdjson::SUCCESS) add_identifiers(claims, value);
    fill_from_members(entry, own);
  }
  if (std::string title = member_text(own, "title"); !title.empty()) entry.work.title = std::move(title);
  if (std::string venue = member_text(own, "venue"); !venue.empty()) entry.venue = std::move(venue);
  if (const auto year = year_of(own)) entry.year = year;
  if (own["identifiers"].get(value) == simdjson::SUCCESS) add_identifiers(claims, value);
  entry.topics = list_of(own, "topics");
  entry.links = links_of(own);
  entry.affiliations = list_of(own, "affiliations");
  entry.notes = list_of(own, "notes");
  entry.summary = list_of(own, "summary");
}

class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  void read(const Piece& piece) {
    element value;
    if (const auto error = parse(piece.text, value)) return reject(piece, "this is no JSON: " + *error);
    if (!value.is_object()) return reject(piece, "expected a JSON object with a title or an identifier");
    Entry entry;
    entry.file = file_;
    entry.line = piece.line;
    entry.raw = std::string(piece.text);
    element own;
    if (value["entry"].get(own) == simdjson::SUCCESS && own.is_object()) {
      fill_from_own_entry(entry, own);
    } else {
      entry.fields = pairs_of(value);
      fill_from_json_fields(entry);
      if (!entry.work.title && entry.identifiers.empty()) {
        return reject(piece, "neither a title nor a DOI, arXiv id or DBLP key; add \"title\" or \"doi\"");
      }
    }
    result.entries.push_back(std::move(entry));
  }

  /// Nothing when `text` is one whole JSON value; else what is wrong with it.
  std::optional<std::string> parse(std::string_view text, element& value) {
    auto error = parser_.parse(simdjson::padded_string(text)).get(value);
    if (error == simdjson::STRING_ERROR)
      error = parser_.parse(simdjson::padded_string(repair_surrogates(text))).get(value);
    if (error == simdjson::SUCCESS) return std::nullopt;
    return std::string(simdjson::error_message(error));
  }

  ReadResult result;

 private:
  void reject(const Piece& piece, std::string reason) {
    result.rejects.push_back(
        {file_, piece.line, 0, std::move(reason), shorten(printable(piece.text.substr(0, 800)), 200)});
  }

  std::string file_;
  simdjson::dom::parser parser_;
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
