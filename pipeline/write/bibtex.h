// References.bib: Records as BibTeX that classic bibtex and biber read without a warning (rules: apis/bibtex.md §1 to
// §7, §9). Pure and deterministic: the text depends on records and style only. Nothing in a Record can become TeX: what
// sources sent is escaped, what the user wrote himself is kept as written only where it is well-formed.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>

#include "config/settings.h"
#include "normalizers/model/record.h"

namespace bibmill {

/// One entry, ending in "}\n". Its key is record.id (as citable_key, which changes no id we gave).
std::string to_bibtex(const Record& record, const BibtexSettings& style);

/// The whole file, entries in input order, an empty line between them. Records that are same_as an earlier one are not
/// repeated; the user's own keys of those are kept as biblatex aliases (`ids`) of the one that stands for them.
std::string bibliography(std::span<const Record> records, const BibtexSettings& style);

/// The same in a stream: give it the Records in input order. Keeps only the keys given so far, so that they stay unique
/// ignoring case (BibTeX compares lower-cased keys). Not thread-safe.
class BibliographyWriter {
 public:
  explicit BibliographyWriter(const BibtexSettings& style) : style_(style) {}

  /// The text to append for this record; empty for one that is same_as an earlier record, and for one of which nothing
  /// but its key is known: styles print nothing of it, and warn.
  std::string add(const Record& record, std::span<const std::string> other_keys = {});

 private:
  std::string unique_key(std::string key);

  BibtexSettings style_;
  bool empty_ = true;                     ///< nothing written yet
  std::unordered_set<std::string> used_;  ///< lower-cased
};

}  // namespace bibmill
