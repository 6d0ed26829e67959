#include "pipeline/merge/merge.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "pipeline/merge/claims.h"
#include "pipeline/merge/field_merge.h"
#include "pipeline/merge/policy_table.h"
#include "pipeline/merge/versions.h"

namespace bibmill {
namespace {

constexpr std::size_t kShownCandidates = 5;

bool is_refuted(const Identifier& identifier, const std::vector<Identifier>& refuted) {
  return std::find(refuted.begin(), refuted.end(), identifier) != refuted.end();
}

/// The user's identifiers that a source knows as another work's become conflicts instead of fields.
template <class Id>
void drop_refuted(std::optional<Id>& claim, WorkField field, const std::vector<Identifier>& refuted, Record& record) {
  if (!claim || !is_refuted(*claim, refuted)) return;
  record.conflicts.push_back({std::string(json_name(field)), "", claim->str(), SourceId::input, "refuted"});
  claim.reset();
}

/// An arXiv DOI or a CoRR key that the user wrote for a paper that has been published is the preprint's.
void move_archive_claims(Work& user) {
  const std::string doi = user.doi ? user.doi->str() : "";
  const std::string key = user.dblp_key ? user.dblp_key->str() : "";
  const std::optional<ArxivId> from_doi = ArxivId::parse(doi);
  const std::optional<ArxivId> from_key = ArxivId::parse(key);
  if (from_doi) user.doi.reset();
  if (from_key) user.dblp_key.reset();
  if (!user.arxiv_id) user.arxiv_id = from_doi ? from_doi : from_key;
}

/// Year and venue of the list where no source and no field of the user's names any.
void fill_gaps_from_venue(const Entry& entry, Record& record) {
  Work filled = record.work;
  fill_from_venue(entry, filled);
  for (const WorkField field : {WorkField::issued, WorkField::event}) {
    if (print_field(record.work, field).empty()) keep_users_value(field, filled, record);
  }
}

/// A verified value says what the user's claim should have been.
void name_kept_values(Record& record) {
  for (Conflict& conflict : record.conflicts) {
    if (conflict.reason != "refuted") continue;
    if (conflict.field == "doi") conflict.kept = print_field(record.work, WorkField::doi);
    if (conflict.field == "arxiv_id") conflict.kept = print_field(record.work, WorkField::arxiv_id);
    if (conflict.field == "dblp_key") conflict.kept = print_field(record.work, WorkField::dblp_key);
  }
}

void add_other_titles(std::span<const SourceRecord> records, Work& work) {
  for (const SourceRecord& record : records) {
    for (const std::string& title : record.work.other_titles) {
      const bool known =
          std::find(work.other_titles.begin(), work.other_titles.end(), title) != work.other_titles.end();
      if (!known && title != work.title) work.other_titles.push_back(title);
    }
  }
}

/// A notice of which the registrant knows already is listed once, with its date of registration.
std::vector<Update> collect_updates(std::span<const SourceRecord> accepted, std::span<const Update> notices) {
  std::vector<Update> updates;
  for (const SourceRecord& record : accepted) {
    for (Update update : record.updates) {
      update.source = record.source;
      updates.push_back(std::move(update));
    }
    if (record.withdrawn) updates.push_back({"withdrawal", std::nullopt, std::nullopt, record.source});
  }
  for (const Update& notice : notices) {
    const auto is_it = [&](const Update& update) { return update.doi && update.doi == notice.doi; };
    if (std::none_of(updates.begin(), updates.end(), is_it)) updates.push_back(notice);
  }
  const auto key = [](const Update& update) {
    return std::make_tuple(std::cref(update.type), std::cref(update.doi), update.source, std::cref(update.date));
  };
  std::sort(updates.begin(), updates.end(), [&](const Update& a, const Update& b) { return key(a) < key(b); });
  updates.erase(std::unique(updates.begin(), updates.end()), updates.end());
  // An aggregator repeats what registrants say, without the notice's DOI and date.
  const auto is_first_hand = [&](const std::string& type) {
    return std::ranges::any_of(updates,
                               [&](const Update& other) { return other.type == type && !is_aggregator(other.source); });
  };
  std::vector<Update> kept;
  std::ranges::copy_if(updates, std::back_inserter(kept), [&](const Update& update) {
    return !is_aggregator(update.source) || !is_first_hand(update.type);
  });
  return kept;
}

void merge_resolved(const Entry& entry, MergeInput&& input, Record& record) {
  const std::vector<Identifier> claimed = claimed_identifiers(entry);
  const std::vector<SourceRecord> chosen = in_canonical_order(std::move(input.accepted), claimed);
  const std::vector<SourceRecord> others = in_canonical_order(std::move(input.versions), claimed);
  const WorkKind kind = kind_of(chosen);

  Work user = written_work(entry);
  drop_refuted(user.doi, WorkField::doi, input.refuted, record);
  drop_refuted(user.arxiv_id, WorkField::arxiv_id, input.refuted, record);
  drop_refuted(user.dblp_key, WorkField::dblp_key, input.refuted, record);
  if (kind == WorkKind::published) move_archive_claims(user);

  for (const WorkField field : kAllWorkFields) merge_field(policy_for(field, kind), {user, chosen, others}, record);
  if (record.work.container_title_short == record.work.container_title) {
    record.work.container_title_short.reset();
    record.provenance.erase("container_title_short");
  }
  record.work.other_titles = entry.work.other_titles;
  add_other_titles(chosen, record.work);
  name_kept_values(record);
  fill_gaps_from_venue(entry, record);
  record.versions = make_versions(chosen, others, input.refuted, input.links);
  record.updates = collect_updates(chosen, input.notices);
}

void keep_what_the_user_wrote(const Entry& entry, Record& record) {
  Work user = written_work(entry);
  fill_from_venue(entry, user);
  for (const WorkField field : kAllWorkFields) keep_users_value(field, user, record);
  record.work.other_titles = user.other_titles;
}

ComparedRecord shown(Candidate&& candidate) {
  SourceRecord& record = candidate.record;
  Work& work = record.work;
  return {record.source,
          std::move(record.record_id),
          std::move(work.title),
          std::move(work.authors),
          work.issued,
          std::move(work.doi),
          std::move(work.arxiv_id),
          std::move(work.dblp_key),
          std::move(candidate.match)};
}

/// What was taken, then the rest, each by probability: who asks why wants to see what was taken, and what came near.
std::vector<ComparedRecord> best_candidates(std::vector<Candidate>&& candidates, const MergeInput& input) {
  const auto is_taken = [&](const Candidate& candidate) {
    const auto is_it = [&](const SourceRecord& record) {
      return record.source == candidate.record.source && record.record_id == candidate.record.record_id;
    };
    if (input.status != Status::resolved) return false;
    return std::ranges::any_of(input.accepted, is_it) || std::ranges::any_of(input.versions, is_it);
  };
  using Key = std::tuple<bool, double, SourceId, std::string_view, std::size_t>;
  std::vector<Key> keys;
  for (const Candidate& candidate : candidates) {
    keys.emplace_back(!is_taken(candidate), -candidate.match.probability, candidate.record.source,
                      candidate.record.record_id, keys.size());
  }
  std::ranges::sort(keys);
  if (keys.size() > kShownCandidates) keys.resize(kShownCandidates);
  std::vector<ComparedRecord> best;
  best.reserve(keys.size());
  for (const Key& key : keys) best.push_back(shown(std::move(candidates[std::get<std::size_t>(key)])));
  return best;
}

std::vector<Unasked> sorted(std::vector<Unasked> unasked) {
  std::sort(unasked.begin(), unasked.end(), [](const Unasked& a, const Unasked& b) {
    return std::tie(a.source, a.reason) < std::tie(b.source, b.reason);
  });
  unasked.erase(std::unique(unasked.begin(), unasked.end()), unasked.end());
  return unasked;
}

}  // namespace

Record merge(const Entry& entry, MergeInput input) {
  Record record;
  record.entry = entry;
  record.status = input.status;
  record.match = std::move(input.match);
  record.candidates = best_candidates(std::move(input.candidates), input);
  record.unasked = sorted(std::move(input.unasked));
  for (const std::string& text : entry.affiliations) {
    record.affiliations.push_back({text, "unknown", std::nullopt, std::nullopt, {}});
  }
  if (input.status == Status::resolved && !input.accepted.empty()) {
    merge_resolved(entry, std::move(input), record);
  } else {
    keep_what_the_user_wrote(entry, record);
  }
  return record;
}

}  // namespace bibmill
