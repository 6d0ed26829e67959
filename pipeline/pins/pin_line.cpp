#include "pipeline/pins/pin_line.h"

#include <fmt/format.h>

#include <array>

#include "normalizers/text/unicode.h"
#include "pipeline/merge/work_fields.h"

namespace bibmill {
namespace {

constexpr std::string_view kNotAPaper = "not-a-paper";
constexpr std::string_view kEntry = "entry";
constexpr std::string_view kBlanks = " \t\r";

template <auto Member, class Value>
bool set(Work& work, std::optional<Value> value) {
  if (!value) return false;
  work.*Member = std::move(value);
  return true;
}

template <auto Member>
bool set_text(Work& work, std::string_view text) {
  std::string clean = collapse_space(text);
  return !clean.empty() && set<Member>(work, std::optional(std::move(clean)));
}

/// The whole text: a month that is none is no reason to take the year alone.
bool set_date(Work& work, std::string_view text) {
  const std::optional<PartialDate> date = parse_partial_date(text);
  return date && date->str() == text && set<&Work::issued>(work, date);
}

/// A value that can be pinned: its name, its other name, and how it is read.
struct Row {
  WorkField field;
  std::string_view name;
  std::string_view alias;
  bool (*set)(Work&, std::string_view);
};

constexpr std::array kRows = {
    Row{WorkField::doi, "doi", "", [](Work& w, std::string_view t) { return set<&Work::doi>(w, Doi::parse(t)); }},
    Row{WorkField::arxiv_id, "arxiv_id", "arxiv",
        [](Work& w, std::string_view t) { return set<&Work::arxiv_id>(w, ArxivId::parse(t)); }},
    Row{WorkField::dblp_key, "dblp_key", "dblp",
        [](Work& w, std::string_view t) { return set<&Work::dblp_key>(w, DblpKey::parse(t)); }},
    Row{WorkField::title, "title", "", set_text<&Work::title>},
    Row{WorkField::issued, "issued", "year", set_date},
    Row{WorkField::container_title, "container_title", "", set_text<&Work::container_title>},
    Row{WorkField::publisher, "publisher", "", set_text<&Work::publisher>},
    Row{WorkField::volume, "volume", "", set_text<&Work::volume>},
    Row{WorkField::issue, "issue", "", set_text<&Work::issue>},
    Row{WorkField::pages, "pages", "", set_text<&Work::pages>},
    Row{WorkField::url, "url", "", set_text<&Work::url>},
};

const Row* row_named(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.name == name || (!row.alias.empty() && row.alias == name)) return &row;
  }
  return nullptr;
}

Result<void> assign(Pin& pin, std::string_view assignment) {
  if (assignment == kNotAPaper) {
    pin.not_a_paper = true;
    return {};
  }
  const std::size_t equals = assignment.find('=');
  const std::string_view name = assignment.substr(0, equals);
  const std::string_view value = equals == std::string_view::npos ? "" : assignment.substr(equals + 1);
  if (name == kEntry && !value.empty()) {
    pin.entry = value;
    return {};
  }
  const Row* row = equals == std::string_view::npos ? nullptr : row_named(name);
  if (row == nullptr)
    return fail(ErrorKind::input, fmt::format("'{}' cannot be pinned; there are {}", printable(name), pinnable()));
  if (!print_field(pin.fixed, row->field).empty())
    return fail(ErrorKind::input, fmt::format("{} is pinned twice", row->name));
  if (!row->set(pin.fixed, value))
    return fail(ErrorKind::input, fmt::format("'{}' is no {}", printable(value), row->name));
  return {};
}

/// The next word of the line, unquoted; the blanks before it and the word are removed from `line`.
Result<std::string> take_word(std::string_view& line) {
  std::string word;
  bool quoted = false;
  std::size_t at = 0;
  for (; at < line.size() && (quoted || kBlanks.find(line[at]) == std::string_view::npos); ++at) {
    if (line[at] == '"') {
      quoted = !quoted;
    } else if (quoted && line[at] == '\\' && at + 1 < line.size()) {
      word += line[++at];
    } else {
      word += line[at];
    }
  }
  if (quoted) return fail(ErrorKind::input, "a quotation mark is not closed");
  line.remove_prefix(at);
  return word;
}

void skip_blanks(std::string_view& line) { line.remove_prefix(std::min(line.size(), line.find_first_not_of(kBlanks))); }

std::string quote(std::string_view word) {
  if (!word.empty() && word.find_first_of(" \t\r\"\\#") == std::string_view::npos) return std::string(word);
  std::string quoted = "\"";
  for (const char c : word) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

Result<Pin> parse_pin(std::string_view key, std::span<const std::string> assignments) {
  Pin pin;
  pin.key = key;
  bool says_something = false;
  for (const std::string& assignment : assignments) {
    if (const Result<void> assigned = assign(pin, assignment); !assigned) return tl::unexpected(assigned.error());
    says_something = says_something || !assignment.starts_with("entry=");
  }
  if (!says_something) return fail(ErrorKind::input, fmt::format("nothing is pinned; there are {}", pinnable()));
  if (pin.not_a_paper && pin.fixed != Work())
    return fail(ErrorKind::input, "what is not a paper has no fields; pin one or the other");
  return pin;
}

Result<std::optional<Pin>> parse_pin_line(std::string_view line) {
  skip_blanks(line);
  if (line.empty() || line.front() == '#') return std::nullopt;
  std::vector<std::string> words;
  for (; !line.empty(); skip_blanks(line)) {
    Result<std::string> word = take_word(line);
    if (!word) return tl::unexpected(word.error());
    words.push_back(std::move(*word));
  }
  Result<Pin> pin = parse_pin(words.front(), std::span(words).subspan(1));
  if (!pin) return tl::unexpected(pin.error());
  return std::optional(std::move(*pin));
}

std::string to_pin_line(const Pin& pin) {
  std::string line = quote(pin.key);
  if (!pin.entry.empty()) line += fmt::format(" {}={}", kEntry, quote(pin.entry));
  if (pin.not_a_paper) line += fmt::format(" {}", kNotAPaper);
  for (const Row& row : kRows) {
    const std::string value = print_field(pin.fixed, row.field);
    if (!value.empty()) line += fmt::format(" {}={}", row.name, quote(value));
  }
  return line;
}

std::string pinnable() {
  std::string names;
  for (const Row& row : kRows) names += fmt::format("{}=, ", row.name);
  return names + std::string(kNotAPaper);
}

std::string pin_file_of(std::string_view list) { return list == "-" ? std::string() : std::string(list) + ".pins"; }

}  // namespace bibmill
