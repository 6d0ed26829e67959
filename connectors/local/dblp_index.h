// DblpIndex: DBLP's records by key, DOI, arXiv id, table of contents, title (also misspelt, shortened, reworded),
// author and year, from the files that build_dblp_index writes. Papers carry what their proceedings say. Immutable,
// thread-safe.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "connectors/local/index_meta.h"
#include "connectors/local/lookup_table.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

class DblpIndex {
 public:
  /// Error storage: there is none, it is damaged, or of another format; with what to do.
  static Result<DblpIndex> open(const std::filesystem::path& folder);

  /// Each in the order of the dump, titles best first; empty where nothing is there.
  std::vector<SourceRecord> by_key(const DblpKey& key) const;
  std::vector<SourceRecord> by_doi(const Doi& doi) const;
  std::vector<SourceRecord> by_arxiv_id(const ArxivId& id) const;
  /// `page` as ByToc names it.
  std::vector<SourceRecord> by_toc(std::string_view page) const;
  bool has_toc(std::string_view page) const { return !table_.find(toc_term(page)).empty(); }
  /// At most `most` candidates; `family` as in ByTitle.
  std::vector<SourceRecord> by_title(std::string_view title, std::string_view family, std::size_t most) const;
  /// Works of a year that a person of this family name wrote, be it not as first author.
  std::vector<SourceRecord> by_author_and_year(std::string_view family, int year) const;

  const IndexMeta& meta() const { return meta_; }

  /// Compares every file with its check sum, and finds every record by its key. Error storage: the first damage.
  Result<void> verify() const;

 private:
  DblpIndex(std::filesystem::path folder, IndexMeta meta, MappedFile records, MappedFile places, LookupTable table)
      : folder_(std::move(folder)),
        meta_(std::move(meta)),
        records_(std::move(records)),
        places_(std::move(places)),
        table_(std::move(table)) {}

  std::size_t size() const { return places_.numbers<std::uint64_t>().size() - 1; }
  std::string_view element(RecordNumber record) const;
  std::optional<SourceRecord> read(RecordNumber record) const;
  std::vector<SourceRecord> read_all(std::span<const RecordNumber> records) const;

  std::filesystem::path folder_;
  IndexMeta meta_;
  MappedFile records_;
  MappedFile places_;
  LookupTable table_;
};

}  // namespace bibmill
