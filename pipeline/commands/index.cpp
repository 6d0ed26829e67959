#include "pipeline/commands/index.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <iostream>

#include "connectors/local/dblp_index.h"
#include "connectors/local/index_builder.h"
#include "connectors/local/index_store.h"
#include "connectors/local/obtain_dump.h"
#include "connectors/local/ror_index.h"
#include "normalizers/text/unicode.h"
#include "pipeline/report/exit_code.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

constexpr int kBarWidth = 30;

std::string thousands(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::uint64_t bytes_of(const IndexMeta& meta) {
  std::uint64_t bytes = 0;
  for (const auto& [name, facts] : meta.files) bytes += facts.bytes;
  return bytes;
}

std::string describe(const IndexMeta& meta) {
  std::string text = fmt::format("{} records of {}, {} MB", thousands(meta.records), printable(meta.source),
                                 (bytes_of(meta) + 500'000) / 1'000'000);
  if (!meta.released.empty()) text += ", state of " + printable(meta.released);
  if (meta.unreadable > 0) text += fmt::format(", {} records could not be read", thousands(meta.unreadable));
  return text;
}

/// One line on the terminal that is drawn anew when the hundredth changes.
class ProgressBar {
 public:
  explicit ProgressBar(bool shown) : shown_(shown) {}
  ~ProgressBar() {
    if (shown_ && percent_ >= 0) std::fputs("\r\x1b[2K", stderr);
  }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void draw(std::string_view what, std::uint64_t done, std::uint64_t all, const std::string& detail) {
    const int percent = all == 0 ? 0 : static_cast<int>(100 * std::min(done, all) / all);
    if (!shown_ || (percent == percent_ && what == what_)) return;
    percent_ = percent;
    what_ = what;
    const int full = kBarWidth * percent / 100;
    fmt::print(stderr, "\r\x1b[2K{} [{:#<{}}{:<{}}] {:>3} %{}", what, "", full, "", kBarWidth - full, percent, detail);
    std::fflush(stderr);
  }

 private:
  bool shown_;
  int percent_ = -1;
  std::string what_;
};

/// What reads a dump into an index's folder.
using Importer = std::function<Result<IndexMeta>(const fs::path& dump, const fs::path& folder, ProgressBar& bar)>;

Result<IndexMeta> import_dblp(const CommandLine& line, const Settings& settings, const fs::path& dump,
                              const fs::path& folder, ProgressBar& bar) {
  BuildRequest request;
  request.dump = dump;
  request.folder = folder;
  request.source = line.index_dump;
  request.threads = settings.jobs;
  request.progress = [&](const BuildProgress& progress) {
    bar.draw("index", progress.bytes_read, progress.bytes, fmt::format("  {} records", thousands(progress.records)));
  };
  return build_dblp_index(request);
}

Result<IndexMeta> import_ror(const CommandLine& line, const Settings& settings, const fs::path& dump,
                             const fs::path& folder) {
  RorBuildRequest request;
  request.dump = dump;
  request.folder = folder;
  request.source = line.index_dump;
  request.threads = settings.jobs;
  return build_ror_index(request);
}

Result<int> build(const CommandLine& line, const Settings& settings, std::string_view name, const Importer& importer) {
  const IndexStore store(settings.paths.index);
  ProgressBar bar(!line.quiet && isatty(STDERR_FILENO) == 1);
  const auto make = [&](const fs::path& folder) -> Result<IndexMeta> {
    const auto received = [&](std::uint64_t done, std::uint64_t all) { bar.draw("download", done, all, ""); };
    const fs::path downloads = folder / "download";
    const Result<ObtainedDump> dump = obtain_dump(line.index_dump, downloads, received);
    if (!dump) return tl::unexpected(dump.error());
    Result<IndexMeta> meta = importer(dump->file, folder, bar);
    if (!meta) return meta;
    if (const Result<void> same = check_md5(*dump, meta->md5); !same) return tl::unexpected(same.error());
    std::error_code ignored;
    fs::remove_all(downloads, ignored);
    return meta;
  };
  const Result<IndexMeta> meta = store.replace(std::string(name), make);
  if (!meta) return tl::unexpected(meta.error());
  if (!line.quiet) fmt::print("{}: {}\n", printable(store.place_of(name).string()), describe(*meta));
  return kExitFine;
}

Result<int> list(const Settings& settings) {
  const IndexStore store(settings.paths.index);
  const std::vector<std::string> names = store.names();
  for (const std::string& name : names) {
    const Result<IndexMeta> meta = read_index_meta(store.place_of(name));
    fmt::print("{}  {}\n", printable(name), meta ? describe(*meta) : "unusable: " + meta.error().message);
  }
  if (names.empty())
    fmt::print("There is no index in {}; 'bibmill index dblp FILE' and 'bibmill index ror FILE' build them.\n",
               printable(settings.paths.index));
  return kExitFine;
}

Error no_such_index(const IndexStore& store, const std::string& name) {
  return Error(ErrorKind::input, fmt::format("there is no index {} in {}; 'bibmill index list' tells which there are",
                                             name, store.folder().string()));
}

template <class Index>
Result<IndexMeta> verify_one(const fs::path& folder) {
  const Result<Index> index = Index::open(folder);
  if (!index) return tl::unexpected(index.error());
  if (const Result<void> sound = index->verify(); !sound) return tl::unexpected(sound.error());
  return index->meta();
}

Result<int> verify(const CommandLine& line, const Settings& settings) {
  const IndexStore store(settings.paths.index);
  int exit = kExitFine;
  bool found = false;
  for (const std::string& name : store.names()) {
    if (!line.index_name.empty() && line.index_name != name) continue;
    found = true;
    const Result<IndexMeta> verified =
        name == kRorIndex ? verify_one<RorIndex>(store.place_of(name)) : verify_one<DblpIndex>(store.place_of(name));
    if (!verified) exit = kExitAttention;
    if (!verified || !line.quiet)
      fmt::print("{}  {}\n", printable(name), verified ? "sound: " + describe(*verified) : verified.error().message);
  }
  if (!found && !line.index_name.empty()) return tl::unexpected(no_such_index(store, line.index_name));
  return exit;
}

Result<int> remove(const CommandLine& line, const Settings& settings) {
  const IndexStore store(settings.paths.index);
  const Result<bool> removed = store.remove(line.index_name);
  if (!removed) return tl::unexpected(removed.error());
  if (!*removed) return tl::unexpected(no_such_index(store, line.index_name));
  if (!line.quiet) fmt::print("removed {}\n", printable(store.place_of(line.index_name).string()));
  return kExitFine;
}

}  // namespace

Result<int> index_command(const CommandLine& line, const Settings& settings) {
  switch (line.command) {
    case CommandLine::Command::index_dblp:
      return build(line, settings, kDblpIndex, [&](const fs::path& dump, const fs::path& folder, ProgressBar& bar) {
        return import_dblp(line, settings, dump, folder, bar);
      });
    case CommandLine::Command::index_ror:
      return build(line, settings, kRorIndex, [&](const fs::path& dump, const fs::path& folder, ProgressBar&) {
        return import_ror(line, settings, dump, folder);
      });
    case CommandLine::Command::index_list: return list(settings);
    case CommandLine::Command::index_verify: return verify(line, settings);
    case CommandLine::Command::index_remove: return remove(line, settings);
    default: return kExitUsage;
  }
}

}  // namespace bibmill
