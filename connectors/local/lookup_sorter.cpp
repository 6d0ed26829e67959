#include "connectors/local/lookup_sorter.h"

#include <tbb/parallel_sort.h>

#include <optional>
#include <queue>
#include <span>
#include <tuple>

#include "connectors/local/index_file.h"
#include "connectors/local/mapped_file.h"

namespace bibmill {
namespace {

/// The next pair of one sorted run.
struct Head {
  LookupPair pair;
  std::span<const LookupPair> rest;
};

struct ComesLater {
  bool operator()(const Head& a, const Head& b) const { return b.pair < a.pair; }
};

}  // namespace

void LookupSorter::sort_run() { tbb::parallel_sort(pairs_.begin(), pairs_.end()); }

void LookupSorter::spill() {
  sort_run();
  runs_.push_back(folder_ / ("run-" + std::to_string(runs_.size())));
  IndexFile file(runs_.back());
  file.write_numbers(std::span<const LookupPair>(pairs_));
  if (const auto written = file.finish(); !written && !failed_) failed_ = written.error();
  pairs_.clear();
}

Result<void> LookupSorter::merge(const std::function<void(const LookupPair&)>& take) {
  sort_run();
  std::vector<MappedFile> files;
  std::priority_queue<Head, std::vector<Head>, ComesLater> heads;
  const auto push = [&](std::span<const LookupPair> run) {
    if (!run.empty()) heads.push({run.front(), run.subspan(1)});
  };
  for (const auto& run : runs_) {
    if (failed_) break;
    auto file = MappedFile::open(run);
    if (!file) return tl::unexpected(file.error());
    files.push_back(std::move(*file));
    push(files.back().numbers<LookupPair>());
  }
  if (failed_) return tl::unexpected(*failed_);
  push(pairs_);
  std::optional<LookupPair> last;
  while (!heads.empty()) {
    const Head head = heads.top();
    heads.pop();
    if (last != head.pair) take(head.pair);
    last = head.pair;
    push(head.rest);
  }
  files.clear();
  std::error_code ignored;
  for (const auto& run : runs_) std::filesystem::remove(run, ignored);
  return {};
}

}  // namespace bibmill
