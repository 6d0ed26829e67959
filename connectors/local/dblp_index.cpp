#include "connectors/local/dblp_index.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "connectors/dblp/dblp_xml.h"
#include "connectors/local/title_search.h"
#include "normalizers/text/fold.h"

namespace bibmill {
namespace {

Error damaged(const std::filesystem::path& folder, const std::string& what) {
  return Error(ErrorKind::storage, "the index " + folder.string() + " is damaged: " + what +
                                       "; build it again with 'bibmill index dblp FILE'");
}

bool has_doi(const SourceRecord& record, const Doi& doi) {
  return record.work.doi == doi || std::ranges::find(record.aliases, doi) != record.aliases.end();
}

}  // namespace

Result<DblpIndex> DblpIndex::open(const std::filesystem::path& folder) {
  Result<IndexMeta> meta = read_index_meta(folder);
  if (!meta) return tl::unexpected(meta.error());
  for (const auto& [name, facts] : meta->files) {
    std::error_code failed;
    if (std::filesystem::file_size(folder / name, failed) != facts.bytes || failed)
      return tl::unexpected(damaged(folder, name + " is missing or has another length"));
  }
  Result<MappedFile> records = MappedFile::open(folder / "records.xml");
  if (!records) return tl::unexpected(records.error());
  Result<MappedFile> places = MappedFile::open(folder / "records.at");
  if (!places) return tl::unexpected(places.error());
  Result<LookupTable> table = LookupTable::open(folder);
  if (!table) return tl::unexpected(table.error());
  if (places->numbers<std::uint64_t>().size() != meta->records + 1)
    return tl::unexpected(damaged(folder, "records.at does not fit meta.json"));
  return DblpIndex(folder, std::move(*meta), std::move(*records), std::move(*places), std::move(*table));
}

std::string_view DblpIndex::element(RecordNumber record) const {
  const auto places = places_.numbers<std::uint64_t>();
  const std::string_view text = records_.text();
  if (record + 1 >= places.size() || places[record] > places[record + 1] || places[record + 1] > text.size()) return {};
  return text.substr(places[record], places[record + 1] - places[record]);
}

std::optional<SourceRecord> DblpIndex::read(RecordNumber number) const {
  Result<DblpFields> fields = read_dblp_element(element(number));
  if (!fields) return std::nullopt;
  if (const auto key = DblpKey::parse(fields->crossref)) {
    for (const RecordNumber volume : table_.find(key_term(*key))) {
      const Result<DblpFields> proceedings = read_dblp_element(element(volume));
      if (!proceedings || proceedings->key != fields->crossref) continue;
      add_proceedings(*fields, *proceedings);
      break;
    }
  }
  SourceRecord record = make_dblp_record(SourceId::dblp_index, *fields);
  record.retrieved = meta_.released;
  return record;
}

std::vector<SourceRecord> DblpIndex::read_all(std::span<const RecordNumber> numbers) const {
  std::vector<SourceRecord> records;
  records.reserve(numbers.size());
  for (const RecordNumber number : numbers) {
    if (auto record = read(number)) records.push_back(std::move(*record));
  }
  return records;
}

std::vector<SourceRecord> DblpIndex::by_key(const DblpKey& key) const {
  std::vector<SourceRecord> records = read_all(table_.find(key_term(key)));
  std::erase_if(records, [&](const SourceRecord& record) { return record.work.dblp_key != key; });
  return records;
}

std::vector<SourceRecord> DblpIndex::by_doi(const Doi& doi) const {
  std::vector<SourceRecord> records = read_all(table_.find(doi_term(doi)));
  std::erase_if(records, [&](const SourceRecord& record) { return !has_doi(record, doi); });
  return records;
}

std::vector<SourceRecord> DblpIndex::by_arxiv_id(const ArxivId& id) const {
  std::vector<SourceRecord> records = read_all(table_.find(arxiv_term(id)));
  std::erase_if(records, [&](const SourceRecord& record) { return record.work.arxiv_id != id; });
  return records;
}

std::vector<SourceRecord> DblpIndex::by_toc(std::string_view page) const {
  return read_all(table_.find(toc_term(page)));
}

std::vector<SourceRecord> DblpIndex::by_title(std::string_view title, std::string_view family, std::size_t most) const {
  std::vector<RecordNumber> numbers;
  for (const TitleCandidate& candidate : search_title(table_, size(), title, family, most))
    numbers.push_back(candidate.record);
  return read_all(numbers);
}

std::vector<SourceRecord> DblpIndex::by_author_and_year(std::string_view family, int year) const {
  std::vector<RecordNumber> numbers;
  std::ranges::set_intersection(table_.find(family_term(fold_title(family))), table_.find(year_term(year)),
                                std::back_inserter(numbers));
  return read_all(numbers);
}

Result<void> DblpIndex::verify() const {
  for (const auto& [name, facts] : meta_.files) {
    const Result<MappedFile> file = MappedFile::open(folder_ / name);
    if (!file) return tl::unexpected(file.error());
    if (file_facts(file->text()) != facts) return tl::unexpected(damaged(folder_, name + " has changed"));
  }
  for (RecordNumber number = 0; number < size(); ++number) {
    const Result<DblpFields> fields = read_dblp_element(element(number));
    if (!fields) return tl::unexpected(damaged(folder_, "record " + std::to_string(number) + " cannot be read"));
    const auto key = DblpKey::parse(fields->key);
    if (key && !std::ranges::binary_search(table_.find(key_term(*key)), number))
      return tl::unexpected(damaged(folder_, fields->key + " is not found by its key"));
  }
  return {};
}

}  // namespace bibmill
