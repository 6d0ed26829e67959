#include "pipeline/write/outputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/parallel/for_each_index.h"
#include "pipeline/record_json/record_json.h"
#include "pipeline/write/atomic_file.h"
#include "pipeline/write/bibtex.h"
#include "pipeline/write/companion_json.h"

namespace bibmill {
namespace {

/// Lines in memory at a time: enough to keep every core busy, little beside the records themselves (some 4 kB a line).
constexpr std::size_t kChunk = 512;

/// One line for each item. Each is made in its own slot and written in order: the bytes do not depend on the number of
/// threads.
template <class Item>
Result<void> write_lines(const std::filesystem::path& path, std::span<const Item> items) {
  Result<AtomicFile> file = AtomicFile::create(path);
  if (!file) return tl::unexpected<Error>(std::move(file).error());
  std::vector<std::string> lines(std::min(kChunk, items.size()));
  for (std::size_t start = 0; start < items.size(); start += kChunk) {
    const std::size_t count = std::min(kChunk, items.size() - start);
    for_each_index(count, [&](std::size_t i) {
      lines[i] = to_json_line(items[start + i]);
      lines[i] += '\n';
    });
    for (std::size_t i = 0; i < count; ++i) {
      if (auto written = file->write(lines[i]); !written) return written;
    }
  }
  return file->commit();
}

Result<void> write_references(const OutputPlan& plan, std::span<const Record> records) {
  Result<AtomicFile> file = AtomicFile::create(plan.folder / "references.bib");
  if (!file) return tl::unexpected<Error>(std::move(file).error());
  auto written = write_bibliography(records, plan.bibtex, [&](std::string_view entry) { return file->write(entry); });
  return written ? file->commit() : written;
}

/// One of an earlier run would be taken for this run's.
Result<void> remove_stale(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::remove(path, error);
  if (error) {
    return fail(ErrorKind::storage,
                fmt::format("cannot remove {}, which is out of date: {}", path.string(), error.message()));
  }
  return {};
}

template <class Item>
Result<void> write_lines_if_any(const std::filesystem::path& path, std::span<const Item> items) {
  return items.empty() ? remove_stale(path) : write_lines(path, items);
}

}  // namespace

Result<void> write_outputs(const OutputPlan& plan, std::span<const Record> records,
                           std::span<const PersonRecord> people, std::span<const OrganisationRecord> organisations,
                           std::span<const Reject> rejects, const OutputPages& pages) {
  if (auto made = make_output_folder(plan.folder); !made) return made;
  // Side by side: the bibliography is made by one thread, and each file waits for the disk.
  const std::vector<std::function<Result<void>()>> files = {
      [&] { return write_references(plan, records); },
      [&] { return write_lines(plan.folder / "enriched.jsonl", records); },
      [&] { return write_lines(plan.folder / "people.jsonl", people); },
      [&] { return write_lines(plan.folder / "organisations.jsonl", organisations); },
      [&] { return write_lines_if_any(plan.folder / "rejects.jsonl", rejects); },
      [&] {
        const std::filesystem::path path = plan.folder / "changes.jsonl";
        return pages.changes ? write_lines_if_any(path, *pages.changes) : Result<void>();
      },
      [&] {
        const std::filesystem::path path = plan.folder / "attention.md";
        if (!pages.attention) return Result<void>();
        return pages.attention->empty() ? remove_stale(path) : write_file_atomically(path, *pages.attention);
      },
  };
  std::vector<Result<void>> written(files.size());
  for_each_index(files.size(), [&](std::size_t i) { written[i] = files[i](); });
  const auto failed = std::ranges::find_if(written, [](const Result<void>& result) { return !result; });
  return failed == written.end() ? Result<void>() : *failed;
}

}  // namespace bibmill
