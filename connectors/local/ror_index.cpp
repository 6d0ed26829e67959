#include "connectors/local/ror_index.h"

#include <fmt/format.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "connectors/local/dump_file.h"
#include "connectors/local/index_store.h"
#include "connectors/local/zip_member.h"
#include "connectors/ror/organisations.h"
#include "connectors/wire/json_array_splitter.h"
#include "normalizers/affiliations/directory_builder.h"

namespace bibmill {
namespace {

constexpr std::string_view kImageFile = "organisations.bin";
constexpr std::size_t kPiece = 1u << 20;  // of the dump's text, some 800 records
// As in the index of DBLP: a dump of which more than one record in a hundred cannot be read is not one.
constexpr std::uint64_t kMostUnreadable = 100;

struct Block {
  std::vector<std::string> texts;
  std::vector<RorRecord> records;
  std::uint64_t unreadable = 0;
};
using BlockPtr = std::shared_ptr<Block>;

/// The text of a dump, from a .zip, a .gz or as it is.
class DumpText {
 public:
  static Result<DumpText> open(const std::filesystem::path& file) {
    if (file.extension() == ".zip") {
      Result<ZipMember> member = ZipMember::open(file, ".json");
      if (!member) return tl::unexpected(member.error());
      return DumpText(std::move(*member));
    }
    Result<DumpFile> plain = DumpFile::open(file);
    if (!plain) return tl::unexpected(plain.error());
    return DumpText(std::move(*plain));
  }

  Result<std::size_t> read(std::string& text) {
    return std::visit([&](auto& file) { return file.read(text, kPiece); }, file_);
  }

 private:
  explicit DumpText(std::variant<ZipMember, DumpFile> file) : file_(std::move(file)) {}
  std::variant<ZipMember, DumpFile> file_;
};

struct Records {
  std::vector<RorRecord> records;
  std::uint64_t unreadable = 0;
};

void parse(Block& block) {
  for (const std::string& text : block.texts) {
    Result<RorRecord> record = parse_ror_record(text);
    if (record) {
      block.records.push_back(std::move(*record));
    } else {
      ++block.unreadable;
    }
  }
  block.texts.clear();
}

/// inflate and split ► parse ► collect, in the dump's order.
Result<Records> read_records(const RorBuildRequest& request, DumpText& dump, std::size_t threads) {
  Records all;
  std::optional<Error> failed;
  std::vector<std::string> texts;
  JsonArraySplitter splitter([&](std::string element) { texts.push_back(std::move(element)); });
  const auto read = [&](tbb::flow_control& flow) -> BlockPtr {
    std::string piece;
    const Result<std::size_t> got = dump.read(piece);
    if (!got) failed = got.error();
    if (!got || *got == 0) {
      flow.stop();
      return nullptr;
    }
    splitter.feed(piece);
    auto block = std::make_shared<Block>();
    block->texts = std::exchange(texts, {});
    return block;
  };
  const auto parsed = [](BlockPtr block) {
    parse(*block);
    return block;
  };
  const auto collect = [&](const BlockPtr& block) {
    std::ranges::move(block->records, std::back_inserter(all.records));
    all.unreadable += block->unreadable;
    if (request.progress) request.progress(all.records.size());
  };
  tbb::parallel_pipeline(4 * threads, tbb::make_filter<void, BlockPtr>(tbb::filter_mode::serial_in_order, read) &
                                          tbb::make_filter<BlockPtr, BlockPtr>(tbb::filter_mode::parallel, parsed) &
                                          tbb::make_filter<BlockPtr, void>(tbb::filter_mode::serial_in_order, collect));
  if (failed) return tl::unexpected(*failed);
  const std::string name = request.dump.string();
  if (all.records.empty() || all.unreadable * kMostUnreadable > all.records.size()) {
    return fail(ErrorKind::input,
                fmt::format("{} is no data dump of ROR in schema 2; give the .zip or .json of a release from v2.0 on "
                            "(https://doi.org/10.5281/zenodo.6347574)",
                            name));
  }
  if (!splitter.complete()) return fail(ErrorKind::input, fmt::format("{} is cut off; download it again", name));
  return all;
}

Result<std::string> md5_of(const std::filesystem::path& path) {
  Result<DumpFile> file = DumpFile::open(path);
  if (!file) return tl::unexpected(file.error());
  std::string text;
  while (true) {
    text.clear();
    const Result<std::size_t> got = file->read(text, kPiece);
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) return file->md5();
  }
}

/// "v2.9-2026-06-23-ror-data.zip": releases are named by their day.
std::string released_day(const std::string& name) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  const auto fits = [&](std::size_t at) {
    for (std::size_t i = 0; i < kShape.size(); ++i) {
      const char c = name[at + i];
      if (kShape[i] == 'd' ? c < '0' || c > '9' : c != kShape[i]) return false;
    }
    return true;
  };
  for (std::size_t at = 0; at + kShape.size() <= name.size(); ++at) {
    if (fits(at)) return name.substr(at, kShape.size());
  }
  return {};
}

}  // namespace

Result<IndexMeta> build_ror_index(const RorBuildRequest& request) {
  Result<DumpText> dump = DumpText::open(request.dump);
  if (!dump) return tl::unexpected(dump.error());
  const std::size_t threads = request.threads > 0 ? request.threads : std::max(1u, std::thread::hardware_concurrency());
  tbb::task_arena arena(static_cast<int>(threads));
  Result<Records> records = fail(ErrorKind::input, "");
  arena.execute([&] { records = read_records(request, *dump, threads); });
  if (!records) return tl::unexpected(records.error());
  const Result<std::string> md5 = md5_of(request.dump);
  if (!md5) return tl::unexpected(md5.error());
  const std::vector<std::byte> image = build_directory(organisations_of(std::move(records->records)));

  IndexFile file(request.folder / kImageFile);
  file.write({reinterpret_cast<const char*>(image.data()), image.size()});
  const Result<FileFacts> facts = file.finish();
  if (!facts) return tl::unexpected(facts.error());
  IndexMeta meta;
  meta.name = kRorIndex;
  meta.source = request.source;
  meta.md5 = *md5;
  meta.released = released_day(std::filesystem::path(request.source).filename().string());
  meta.records = OrganisationDirectory::over(image)->size();
  meta.unreadable = records->unreadable;
  meta.files.emplace(kImageFile, *facts);
  if (const Result<void> written = write_index_meta(request.folder, meta); !written)
    return tl::unexpected(written.error());
  return meta;
}

Result<RorIndex> RorIndex::open(const std::filesystem::path& folder) {
  Result<IndexMeta> meta = read_index_meta(folder);
  if (!meta) return tl::unexpected(meta.error());
  Result<MappedFile> file = MappedFile::open(folder / kImageFile);
  if (!file) return tl::unexpected(file.error());
  const auto directory = OrganisationDirectory::over(file->numbers<std::byte>());
  if (!directory) {
    return fail(ErrorKind::storage, fmt::format("{} is damaged or was built by another version; build it again with "
                                                "'bibmill index ror FILE'",
                                                folder.string()));
  }
  return RorIndex(folder, std::move(*meta), std::move(*file), *directory);
}

Result<void> RorIndex::verify() const {
  for (const auto& [name, facts] : meta_.files) {
    const Result<MappedFile> file = MappedFile::open(folder_ / name);
    if (!file) return tl::unexpected(file.error());
    if (file_facts(file->text()) != facts) {
      return fail(ErrorKind::storage, fmt::format("{} is damaged; build it again with 'bibmill index ror FILE'",
                                                  (folder_ / name).string()));
    }
  }
  return {};
}

}  // namespace bibmill
