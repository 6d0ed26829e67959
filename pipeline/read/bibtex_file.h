// A BibTeX file taken apart without loss: entries, @string, @preamble, @comment and the free text between them, each
// with its exact source. Grammar: bibtex.web 0.99d §§ on reading .bib files, with biber's habits where classic BibTeX
// would read what the user commented out (see parse_bibtex). Pure, thread-safe, linear in the size of the text; no
// input crashes it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bibmill {

/// One piece of a value; pieces are joined by `#`.
struct BibPiece {
  enum class Kind : std::uint8_t { text, number, macro };
  Kind kind = Kind::text;
  std::string text;  ///< without the delimiters: of {a {B}} and "a {B}" it is `a {B}`

  bool operator==(const BibPiece&) const = default;
};

struct BibField {
  std::string name;   ///< as written
  std::string value;  ///< as written, delimiters, `#` and inner white space included
  std::vector<BibPiece> pieces;
  std::size_t line = 0;
  std::size_t column = 0;

  bool operator==(const BibField&) const = default;
};

struct BibBlock {
  enum class Kind : std::uint8_t {
    text,  ///< between entries, `%` lines included
    entry,
    string,    ///< @string: one field per macro
    preamble,  ///< @preamble: one field without a name
    comment,   ///< @comment with its braces
    broken,    ///< could not be read: up to the next plausible entry
  };
  Kind kind = Kind::text;
  std::string source;  ///< the exact bytes
  std::string type;    ///< "InProceedings" as written
  std::string key;     ///< entries only; may be empty
  std::vector<BibField> fields;
  std::size_t line = 0;  ///< of the `@`; lines and columns count from 1, columns in bytes
  std::size_t column = 0;

  bool operator==(const BibBlock&) const = default;
};

struct BibError {
  std::size_t block = 0;  ///< index into BibFile::blocks
  std::size_t line = 0;
  std::size_t column = 0;
  std::string message;

  bool operator==(const BibError&) const = default;
};

struct BibFile {
  std::vector<BibBlock> blocks;
  std::vector<BibError> errors;  ///< in the order of the text

  bool operator==(const BibFile&) const = default;
};

/// Where the two programs differ: @comment{…} and the rest of a line after `%` between entries and between fields are
/// comments, as for biber; an @comment whose braces do not balance is only that word, as for classic BibTeX. `@` inside
/// a word of free text (a mail address) is text. After an error reading goes on at the next line that starts with
/// "@word{" or "@word(".
BibFile parse_bibtex(std::string_view text);

/// The text that was parsed, byte for byte.
std::string to_string(const BibFile& file);

}  // namespace bibmill
