// The records of an output folder, read back: what `check`, `render` and pins work from.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "normalizers/base/result.h"
#include "normalizers/model/record.h"

namespace bibmill {

struct StoredRecords {
  struct BadLine {
    std::size_t line = 0;  ///< from 1
    std::string reason;
  };

  std::vector<Record> records;     ///< in the order of the file
  std::vector<std::size_t> lines;  ///< of each record, from 1
  std::vector<BadLine> bad_lines;
};

/// FOLDER/enriched.jsonl; lines are parsed in parallel. Empty lines are skipped. An Error is of kind input and names
/// the file that cannot be read; a line that is no record is a BadLine.
Result<StoredRecords> read_stored_records(const std::filesystem::path& folder);

}  // namespace bibmill
