// All inputs of a run into one ReadResult. The reader is chosen by content and extension.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/base/result.h"
#include "normalizers/model/entry.h"

namespace bibmill {

enum class InputFormat : std::uint8_t { markdown, bibtex, jsonl, identifiers };

/// What a text is: the extension of its name decides where it is one of ours (.md, .markdown, .bib, .json, .jsonl,
/// .ndjson); otherwise, and for "-", the text itself: `{` or `[{` first is JSON Lines, "@word{" at a line's start
/// BibTeX, Markdown headings, bullets or links Markdown, anything else identifiers. Content wins over a wrong extension
/// where it is beyond doubt (a .md that is BibTeX, or a list of identifiers).
InputFormat input_format(std::string_view name, std::string_view text);

/// What all inputs of a run gave.
struct InputsRead : ReadResult {
  std::vector<std::string> without_papers;  ///< inputs that gave neither an entry nor a reject: empty, or prose
};

/// Reads every path in order ("-" is `stdin_stream`, JSON Lines) and numbers the entries over all of them. A path that
/// cannot be read, or is a directory (standard input too), is an Error of kind input that names it, whatever the other
/// paths give; a broken line is a Reject, and so is a whole file that is no text (a PDF, an image).
Result<InputsRead> read_inputs(std::span<const std::string> paths, std::istream& stdin_stream);

}  // namespace bibmill
