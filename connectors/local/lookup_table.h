// LookupTable: which records a term leads to, by the sorted files of an index. Immutable, thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "connectors/local/lookup_sorter.h"
#include "connectors/local/mapped_file.h"

namespace bibmill {

class LookupTable {
 public:
  static Result<LookupTable> open(const std::filesystem::path& folder);

  /// The record numbers of a term, ascending; empty where no record has it.
  std::span<const RecordNumber> find(LookupTerm term) const;

  /// The words of titles of which `word` may be a misspelling, as word terms; `word` itself is not among them.
  std::vector<LookupTerm> near_words(std::string_view folded_word) const;

 private:
  LookupTable(MappedFile terms, MappedFile starts, MappedFile matches, MappedFile words)
      : terms_(std::move(terms)), starts_(std::move(starts)), matches_(std::move(matches)), words_(std::move(words)) {}

  MappedFile terms_;
  MappedFile starts_;
  MappedFile matches_;
  MappedFile words_;
};

}  // namespace bibmill
