// LookupSorter: brings pairs of term and record into order, however many there are: full runs are sorted in parallel
// and put on disk, and merged at the end. Not thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "connectors/local/lookup_terms.h"
#include "normalizers/base/result.h"

namespace bibmill {

using RecordNumber = std::uint32_t;  ///< a record's place in the index, from 0

struct LookupPair {
  LookupTerm term = 0;
  RecordNumber record = 0;

  auto operator<=>(const LookupPair&) const = default;
};

class LookupSorter {
 public:
  /// Runs are written to `folder` as "run-N"; `run_length` pairs of 16 bytes are held in memory.
  LookupSorter(std::filesystem::path folder, std::size_t run_length)
      : folder_(std::move(folder)), length_(run_length) {}

  void add(LookupPair pair) {
    if (pairs_.size() == length_) spill();
    pairs_.push_back(pair);
  }

  /// Calls `take` with every pair in order, equal ones once, and removes the runs. Error storage. Call once.
  Result<void> merge(const std::function<void(const LookupPair&)>& take);

 private:
  void sort_run();
  void spill();

  std::filesystem::path folder_;
  std::size_t length_;
  std::vector<LookupPair> pairs_;
  std::vector<std::filesystem::path> runs_;
  std::optional<Error> failed_;
};

}  // namespace bibmill
