#include "connectors/local/index_builder.h"

#include <fmt/format.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <memory>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "connectors/dblp/dblp_xml.h"
#include "connectors/local/dump_reader.h"
#include "connectors/local/index_store.h"
#include "connectors/local/lookup_sorter.h"
#include "connectors/wire/xml.h"

namespace bibmill {
namespace {

constexpr std::size_t kBlocksInFlight = 2;      // for each thread; a block has a megabyte
constexpr std::uint64_t kMostUnreadable = 100;  // one in so many: a whole dump has none

/// One block on its way through the pipeline.
struct Block {
  std::string text;
  std::vector<std::string_view> elements;  ///< of `text`
  std::vector<LookupPair> pairs;           ///< record numbers count from 0 in this block
  std::unordered_map<LookupTerm, std::string> words;
  std::string newest;  ///< the latest day of change
  std::uint64_t persons = 0;
  std::uint64_t unreadable = 0;
  std::uint64_t bytes_read = 0;
};
using BlockPtr = std::shared_ptr<Block>;

bool is_person(std::string_view element) { return element == "www" || element == "person"; }

void add_record(Block& block, std::string_view element) {
  const Result<DblpFields> fields = read_dblp_element(element);
  if (!fields) {
    ++block.unreadable;
    return;
  }
  const auto number = static_cast<RecordNumber>(block.elements.size());
  block.elements.push_back(element);
  const RecordTerms found = terms_of(make_dblp_record(SourceId::dblp_index, *fields), fields->toc);
  for (const LookupTerm term : found.terms) block.pairs.push_back({term, number});
  for (const std::string& word : found.words) block.words.try_emplace(word_term(word), word);
  block.newest = std::max(block.newest, fields->changed);
}

/// The parallel part.
void parse(Block& block) {
  const std::string_view text = block.text;
  std::size_t from = 0;
  while (const auto element = next_xml_element(text, from, kDblpRecordElements)) {
    if (!element->complete()) {
      ++block.unreadable;
      return;
    }
    from = element->end;
    if (is_person(element->name)) {
      ++block.persons;
    } else {
      add_record(block, text.substr(element->begin, element->end - element->begin));
    }
  }
}

/// The serial end of the pipeline: takes the blocks in the order of the dump.
class Store {
 public:
  explicit Store(const BuildRequest& request)
      : folder_(request.folder),
        records_(folder_ / "records.xml"),
        places_(folder_ / "records.at"),
        words_(folder_ / "words.u64"),
        sorter_(folder_, request.run_length) {}

  void take(const Block& block);
  Result<IndexMeta> finish();

  const IndexMeta& meta() const { return meta_; }
  const std::string& newest() const { return newest_; }

 private:
  void add_word(LookupTerm term, std::string_view word);
  Result<void> write_lookups();
  Result<void> close(IndexFile& file, const char* name);

  std::filesystem::path folder_;
  IndexFile records_;
  IndexFile places_;
  IndexFile words_;
  LookupSorter sorter_;
  std::unordered_set<LookupTerm> known_words_;
  std::uint64_t place_ = 0;
  std::string newest_;
  IndexMeta meta_;
};

void Store::take(const Block& block) {
  const auto first = static_cast<RecordNumber>(meta_.records);
  std::vector<std::uint64_t> places;
  for (const std::string_view element : block.elements) {
    places.push_back(place_);
    records_.write(element);
    records_.write("\n");
    place_ += element.size() + 1;
  }
  places_.write_numbers(std::span<const std::uint64_t>(places));
  for (const LookupPair& pair : block.pairs) sorter_.add({pair.term, first + pair.record});
  // By text: the map's own order is no order.
  std::vector<std::pair<std::string_view, LookupTerm>> words;
  for (const auto& [term, word] : block.words) {
    if (!known_words_.contains(term)) words.emplace_back(word, term);
  }
  std::ranges::sort(words);
  for (const auto& [word, term] : words) add_word(term, word);
  newest_ = std::max(newest_, block.newest);
  meta_.records += block.elements.size();
  meta_.persons += block.persons;
  meta_.unreadable += block.unreadable;
}

void Store::add_word(LookupTerm term, std::string_view word) {
  const auto number = static_cast<RecordNumber>(known_words_.size());
  if (!known_words_.insert(term).second) return;
  words_.write_numbers(std::span<const LookupTerm>(&term, 1));
  for (const LookupTerm near : near_word_terms(word)) sorter_.add({near, number});
}

Result<void> Store::close(IndexFile& file, const char* name) {
  const Result<FileFacts> facts = file.finish();
  if (!facts) return tl::unexpected(facts.error());
  meta_.files[name] = *facts;
  return {};
}

Result<void> Store::write_lookups() {
  IndexFile terms(folder_ / "terms.u64");
  IndexFile starts(folder_ / "terms.at");
  IndexFile matches(folder_ / "matches.u32");
  std::uint64_t written = 0;
  std::optional<LookupTerm> last;
  const Result<void> merged = sorter_.merge([&](const LookupPair& pair) {
    if (last != pair.term) {
      terms.write_numbers(std::span<const LookupTerm>(&pair.term, 1));
      starts.write_numbers(std::span<const std::uint64_t>(&written, 1));
      last = pair.term;
    }
    matches.write_numbers(std::span<const RecordNumber>(&pair.record, 1));
    ++written;
  });
  if (!merged) return merged;
  starts.write_numbers(std::span<const std::uint64_t>(&written, 1));
  if (const auto closed = close(terms, "terms.u64"); !closed) return closed;
  if (const auto closed = close(starts, "terms.at"); !closed) return closed;
  return close(matches, "matches.u32");
}

Result<IndexMeta> Store::finish() {
  places_.write_numbers(std::span<const std::uint64_t>(&place_, 1));
  if (const auto closed = close(records_, "records.xml"); !closed) return tl::unexpected(closed.error());
  if (const auto closed = close(places_, "records.at"); !closed) return tl::unexpected(closed.error());
  if (const auto closed = close(words_, "words.u64"); !closed) return tl::unexpected(closed.error());
  if (const auto written = write_lookups(); !written) return tl::unexpected(written.error());
  return meta_;
}

/// inflate and split ► parse ► store. The first and the last stage each run on one thread at a time, in order.
std::optional<Error> run_pipeline(const BuildRequest& request, DumpReader& reader, Store& store, std::size_t threads) {
  std::optional<Error> error;
  const auto read = [&](tbb::flow_control& flow) -> BlockPtr {
    Result<std::optional<std::string>> text = reader.next_block();
    if (!text) error = text.error();
    if (!text || !*text) {
      flow.stop();
      return nullptr;
    }
    auto block = std::make_shared<Block>();
    block->text = std::move(**text);
    block->bytes_read = reader.bytes_read();
    return block;
  };
  const auto parsed = [](BlockPtr block) {
    parse(*block);
    return block;
  };
  const auto stored = [&](const BlockPtr& block) {
    store.take(*block);
    if (request.progress) request.progress({block->bytes_read, reader.file_size(), store.meta().records});
  };
  tbb::parallel_pipeline(kBlocksInFlight * threads,
                         tbb::make_filter<void, BlockPtr>(tbb::filter_mode::serial_in_order, read) &
                             tbb::make_filter<BlockPtr, BlockPtr>(tbb::filter_mode::parallel, parsed) &
                             tbb::make_filter<BlockPtr, void>(tbb::filter_mode::serial_in_order, stored));
  return error;
}

Result<void> check_readable(const BuildRequest& request, const IndexMeta& meta) {
  if (meta.records == 0) {
    return fail(ErrorKind::input, fmt::format("{} holds no records of works; give DBLP's whole dump, dblp.xml.gz",
                                              request.dump.string()));
  }
  if (meta.unreadable * kMostUnreadable > meta.records + meta.unreadable) {
    return fail(ErrorKind::input, fmt::format("{} is damaged: {} of {} records cannot be read; download it again",
                                              request.dump.string(), meta.unreadable, meta.records + meta.unreadable));
  }
  return {};
}

}  // namespace

Result<IndexMeta> build_dblp_index(const BuildRequest& request) {
  Result<DumpReader> reader = DumpReader::open(request.dump);
  if (!reader) return tl::unexpected(reader.error());
  const std::size_t threads = request.threads > 0 ? request.threads : std::max(1u, std::thread::hardware_concurrency());
  tbb::task_arena arena(static_cast<int>(threads));
  Store store(request);
  Result<IndexMeta> meta = fail(ErrorKind::input, "");
  const std::optional<Error> failed = arena.execute([&] { return run_pipeline(request, *reader, store, threads); });
  if (failed) return tl::unexpected(*failed);
  if (const auto readable = check_readable(request, store.meta()); !readable) return tl::unexpected(readable.error());
  arena.execute([&] { meta = store.finish(); });
  if (!meta) return meta;
  meta->name = kDblpIndex;
  meta->source = request.source;
  meta->md5 = reader->md5();
  meta->released = reader->released().empty() ? store.newest() : reader->released();
  if (const Result<void> written = write_index_meta(request.folder, *meta); !written)
    return tl::unexpected(written.error());
  return meta;
}

}  // namespace bibmill
