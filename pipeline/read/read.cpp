#include "pipeline/read/read.h"

#include <algorithm>
#include <istream>
#include <iterator>
#include <optional>
#include <utility>

#include "normalizers/text/unicode.h"
#include "pipeline/read/bibtex_reader.h"
#include "pipeline/read/doubts.h"
#include "pipeline/read/encoding.h"
#include "pipeline/read/file_bytes.h"
#include "pipeline/read/identifiers.h"
#include "pipeline/read/jsonl.h"
#include "pipeline/read/markdown.h"

namespace bibmill {
namespace {

/// How much of a text decides its format.
constexpr std::size_t kSniffed = 64 * 1024;

bool is_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  const std::size_t second = text.find_first_not_of(" \t\r\n", first + 1);
  const char next = second == std::string_view::npos ? '\0' : text[second];
  return (text[first] == '{' && (next == '"' || next == '}')) || (text[first] == '[' && (next == '{' || next == ']'));
}

/// A line that begins with "@letters{" or "@letters(": no other format of ours has that.
bool is_bibtex_line(std::string_view line) {
  if (!line.starts_with('@')) return false;
  std::size_t end = 1;
  while (end < line.size() && ((line[end] | 0x20) >= 'a' && (line[end] | 0x20) <= 'z')) ++end;
  const std::size_t open = line.find_first_not_of(" \t", end);
  return end > 1 && open != std::string_view::npos && (line[open] == '{' || line[open] == '(');
}

/// A bullet with text or a link: a `#` alone also starts a comment in a list of identifiers, so headings do not count
/// here.
bool is_markdown_line(std::string_view line) {
  if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")) return true;
  const std::size_t link = line.find("](");
  return link != std::string_view::npos && line.find('[') < link;
}

struct Lines {
  bool bibtex = false;
  bool markdown = false;
  bool heading = false;
  bool block = false;  ///< a table, a quotation, HTML or code: only Markdown has them
  std::size_t identifiers = 0;
  std::size_t others = 0;  ///< lines that are neither blank nor begin with `#`

  /// Most lines are identifiers and none is Markdown: `#` begins a remark then.
  bool is_list_of_identifiers() const { return identifiers > 0 && identifiers >= others && !markdown && !block; }
};

Lines look_at_lines(std::string_view text) {
  Lines lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string_view line = trim(text.substr(from, end - from));
    from = end + 1;
    lines.bibtex = lines.bibtex || is_bibtex_line(line);
    lines.markdown = lines.markdown || is_markdown_line(line);
    lines.block = lines.block || line.starts_with('|') || line.starts_with('>') || line.starts_with('<') ||
                  line.starts_with("```");
    if (!line.empty() && line.front() != '#') ++(is_identifier_line(line) ? lines.identifiers : lines.others);
    lines.heading = lines.heading || line.starts_with("# ") || line.starts_with("## ") || line.starts_with("```");
  }
  return lines;
}

ReadResult read_text(std::string_view text, const std::string& name) {
  switch (input_format(name, text)) {
    case InputFormat::markdown: return read_markdown(text, name);
    case InputFormat::bibtex: return read_bibtex(text, name);
    case InputFormat::jsonl: return read_jsonl(text, name);
    case InputFormat::identifiers: return read_identifiers(text, name);
  }
  return {};
}

Result<std::string> bytes_of_list(const std::string& path) {
  Result<std::optional<std::string>> bytes = bytes_of_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  if (!*bytes) return fail(ErrorKind::input, input_problem(path, "no such file; check the path"));
  return **std::move(bytes);
}

ReadResult read_bytes(std::string bytes, const std::string& name) {
  const Result<std::string> text = text_of_file(std::move(bytes));
  if (text) return read_text(*text, name);
  ReadResult result;
  result.rejects.push_back({name, 1, 0, text.error().message, ""});
  return result;
}

void append(InputsRead& all, ReadResult part, const std::string& path) {
  if (part.entries.empty() && part.rejects.empty()) all.without_papers.push_back(path);
  if (all.entries.empty()) {
    all.entries = std::move(part.entries);
  } else {
    std::move(part.entries.begin(), part.entries.end(), std::back_inserter(all.entries));
  }
  std::move(part.pages.begin(), part.pages.end(), std::back_inserter(all.pages));
  std::move(part.rejects.begin(), part.rejects.end(), std::back_inserter(all.rejects));
}

}  // namespace

InputFormat input_format(std::string_view name, std::string_view text) {
  if (name == "-") return InputFormat::jsonl;
  if (text.size() > kSniffed) {
    text = text.substr(0, kSniffed);
    text = text.substr(0, std::min(text.rfind('\n'), text.size()));  // half a line is no identifier
  }
  const std::size_t dot = name.rfind('.');
  const std::string extension = dot == std::string_view::npos ? "" : ascii_lower(name.substr(dot));
  const Lines lines = look_at_lines(text);
  if (is_json(text)) return InputFormat::jsonl;
  if (extension == ".json" || extension == ".jsonl" || extension == ".ndjson") return InputFormat::jsonl;
  if (extension == ".bib" || extension == ".bibtex") return InputFormat::bibtex;
  if (extension == ".md" || extension == ".markdown") {
    // A page may show how to cite it; a file of nothing but entries is BibTeX whatever its name, one of identifiers is
    // no page either.
    if (lines.bibtex && !lines.markdown && !lines.heading) return InputFormat::bibtex;
    return lines.is_list_of_identifiers() ? InputFormat::identifiers : InputFormat::markdown;
  }
  if (lines.bibtex) return InputFormat::bibtex;
  if (lines.markdown) return InputFormat::markdown;
  return InputFormat::identifiers;
}

Result<InputsRead> read_inputs(std::span<const std::string> paths, std::istream& stdin_stream) {
  InputsRead all;
  for (const std::string& path : paths) {
    Result<std::string> bytes = path == "-" ? bytes_of_stream(stdin_stream, path) : bytes_of_list(path);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    append(all, read_bytes(*std::move(bytes), path), path);
  }
  for (std::size_t i = 0; i < all.entries.size(); ++i) {
    all.entries[i].ordinal = i;
    if (auto doubt = doubtful_doi(all.entries[i])) all.rejects.push_back(*std::move(doubt));
  }
  return all;
}

}  // namespace bibmill
