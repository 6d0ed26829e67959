#include "pipeline/merge/claims.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "pipeline/merge/versions.h"
#include "pipeline/merge/work_fields.h"

namespace bibmill {
namespace {

void add_identifier(std::vector<Identifier>& list, Identifier identifier) {
  if (const Doi* doi = std::get_if<Doi>(&identifier)) {
    if (auto arxiv = ArxivId::parse(doi->str())) identifier = *std::move(arxiv);
  }
  if (std::find(list.begin(), list.end(), identifier) == list.end()) list.push_back(std::move(identifier));
}

bool is_claimed(const SourceRecord& record, std::span<const Identifier> claimed) {
  const std::vector<Identifier> own = identifiers_of(record);
  return std::any_of(own.begin(), own.end(), [&](const Identifier& identifier) {
    return std::find(claimed.begin(), claimed.end(), identifier) != claimed.end();
  });
}

bool is_dblp(SourceId source) {
  return source == SourceId::dblp_index || source == SourceId::dblp_sparql || source == SourceId::dblp_rest;
}

std::string print_all(const Work& work) {
  std::string printed;
  for (const WorkField field : kAllWorkFields) printed += print_field(work, field) + '\n';
  return printed;
}

}  // namespace

std::vector<Identifier> claimed_identifiers(const Entry& entry) {
  std::vector<Identifier> claimed;
  if (entry.work.doi) add_identifier(claimed, *entry.work.doi);
  if (entry.work.arxiv_id) add_identifier(claimed, *entry.work.arxiv_id);
  if (entry.work.dblp_key) add_identifier(claimed, *entry.work.dblp_key);
  for (const Identifier& identifier : entry.identifiers) add_identifier(claimed, identifier);
  return claimed;
}

Work written_work(const Entry& entry) {
  Work work = entry.work;
  for (const Identifier& identifier : claimed_identifiers(entry)) {
    if (const auto* doi = std::get_if<Doi>(&identifier); doi && !work.doi) work.doi = *doi;
    if (const auto* arxiv = std::get_if<ArxivId>(&identifier); arxiv && !work.arxiv_id) work.arxiv_id = *arxiv;
    if (const auto* key = std::get_if<DblpKey>(&identifier); key && !work.dblp_key) work.dblp_key = *key;
  }
  return work;
}

void fill_from_venue(const Entry& entry, Work& work) {
  if (!work.issued && entry.year) work.issued = make_partial_date(*entry.year, std::nullopt, std::nullopt);
  if (!work.event && !work.container_title) work.event = entry.venue;
}

std::vector<SourceRecord> in_canonical_order(std::vector<SourceRecord> records, std::span<const Identifier> claimed) {
  std::sort(records.begin(), records.end(), [&](const SourceRecord& a, const SourceRecord& b) {
    if (a.source != b.source) return a.source < b.source;
    if (a.record_id != b.record_id) {
      const bool claimed_a = is_claimed(a, claimed);
      const bool claimed_b = is_claimed(b, claimed);
      return claimed_a != claimed_b ? claimed_a : a.record_id < b.record_id;
    }
    if (a.retrieved != b.retrieved) return a.retrieved > b.retrieved;  // of two answers the newer one
    return print_all(a.work) < print_all(b.work);
  });
  const auto same_record = [](const SourceRecord& a, const SourceRecord& b) {
    return a.source == b.source && a.record_id == b.record_id;
  };
  records.erase(std::unique(records.begin(), records.end(), same_record), records.end());
  for (SourceRecord& record : records) {
    Work& work = record.work;
    if (is_dblp(record.source) && !work.container_title_short) work.container_title_short = work.container_title;
  }
  return records;
}

}  // namespace bibmill
