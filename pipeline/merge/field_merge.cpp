#include "pipeline/merge/field_merge.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "normalizers/text/unicode.h"
#include "pipeline/merge/agreement.h"
#include "pipeline/merge/authors.h"

namespace bibmill {
namespace {

constexpr std::size_t kShownBytes = 300;  // of an abstract that lost: enough to see which it is

using Records = std::vector<const SourceRecord*>;

bool has(const Work& work, WorkField field) { return !print_field(work, field).empty(); }

/// An arXiv DOI names the preprint, whoever repeats it; and arXiv's own DOI field is the author's free text about the
/// paper.
bool may_give(const FieldPolicy& policy, const SourceRecord& record) {
  if (policy.field != WorkField::doi || !record.work.doi) return true;
  const bool archive_doi = record.work.doi->prefix() == "10.48550";
  if (policy.kind == WorkKind::published) return !archive_doi;
  return archive_doi || record.source != SourceId::arxiv;
}

/// Records with a value, best first: those of the chosen version before others, then by the row's order. An aggregator
/// gives a value only where nobody else does, of whatever version: its titles and lists are theirs, worked over.
Records givers(const FieldPolicy& policy, const Sides& sides) {
  Records found;
  const auto add = [&](std::span<const SourceRecord> records, bool aggregators) {
    for (const SourceId source : policy.order) {
      for (const SourceRecord& record : records) {
        if (record.source == source && is_aggregator(source) == aggregators && may_give(policy, record) &&
            has(record.work, policy.field)) {
          found.push_back(&record);
        }
      }
    }
  };
  for (const bool aggregators : {false, true}) {
    if (!found.empty()) break;
    add(sides.chosen, aggregators);
    if (policy.scope == Scope::any_version) add(sides.others, aggregators);
  }
  return found;
}

std::size_t best_title(const Records& records) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < records.size(); ++i) {
    const Work& later = records[i]->work;
    const Work& first = records[best]->work;
    if (same_value(later, first, WorkField::title) && says_more(later, first, WorkField::title)) best = i;
  }
  return best;
}

std::size_t best_authors(const Records& records) {
  std::vector<const Work*> works;
  for (const SourceRecord* record : records) works.push_back(&record->work);
  return choose_author_list(works);
}

const SourceRecord* winner(const FieldPolicy& policy, const Records& records) {
  if (records.empty()) return nullptr;
  if (policy.field == WorkField::title) return records[best_title(records)];
  if (policy.field == WorkField::authors) return records[best_authors(records)];
  return records.front();
}

bool user_stands(const FieldPolicy& policy, const Work& user, const Work& theirs) {
  const bool same = same_value(user, theirs, policy.field);
  if (same && says_more(user, theirs, policy.field)) return true;
  switch (policy.user) {
    case UserRule::keep: return true;
    case UserRule::keep_reported: return !same;
    case UserRule::yield:
    case UserRule::yield_reported: return false;
  }
  return false;
}

bool is_reported(const FieldPolicy& policy, const Work& user, const Work& theirs) {
  if (policy.user != UserRule::keep_reported && policy.user != UserRule::yield_reported) return false;
  return !same_value(user, theirs, policy.field);
}

/// Whether the user's identifier is that of another version, or another name of the chosen record: then nothing
/// contradicts.
bool belongs_to_a_version(WorkField field, const Sides& sides) {
  const auto names = [&](const SourceRecord& record) {
    if (field == WorkField::arxiv_id) return record.work.arxiv_id == sides.user.arxiv_id;
    if (field == WorkField::dblp_key) return record.work.dblp_key == sides.user.dblp_key;
    return record.work.doi == sides.user.doi ||
           std::find(record.aliases.begin(), record.aliases.end(), *sides.user.doi) != record.aliases.end();
  };
  if (field != WorkField::doi && field != WorkField::arxiv_id && field != WorkField::dblp_key) return false;
  return std::any_of(sides.others.begin(), sides.others.end(), names) ||
         std::any_of(sides.chosen.begin(), sides.chosen.end(), names);
}

Conflict make_conflict(const FieldPolicy& policy, const Work& user, const SourceRecord& theirs, bool user_kept) {
  const std::string name(json_name(policy.field));
  std::string users = print_field(user, policy.field);
  std::string sources = print_field(theirs.work, policy.field);
  std::string reason = name + "_differs";
  if (user_kept) return {name, std::move(users), std::move(sources), theirs.source, std::move(reason)};
  return {name, std::move(sources), std::move(users), SourceId::input, std::move(reason)};
}

/// Values that lost, each said once by each source.
std::vector<OtherValue> losers(const FieldPolicy& policy, const Sides& sides, const std::string& kept) {
  std::vector<OtherValue> lost;
  const auto add = [&](const Work& work, SourceId source, const std::string& id) {
    std::string value = print_field(work, policy.field);
    if (value.empty() || value == kept) return;
    if (policy.field == WorkField::abstract_text && source != SourceId::input) value = shorten(value, kShownBytes);
    lost.push_back({std::move(value), source, id});
  };
  add(sides.user, SourceId::input, "");
  for (const SourceRecord& record : sides.chosen) add(record.work, record.source, record.record_id);
  if (policy.scope == Scope::any_version) {
    for (const SourceRecord& record : sides.others) add(record.work, record.source, record.record_id);
  }
  std::sort(lost.begin(), lost.end(), [](const OtherValue& a, const OtherValue& b) {
    return std::tie(a.source, a.id, a.value) < std::tie(b.source, b.id, b.value);
  });
  lost.erase(std::unique(lost.begin(), lost.end()), lost.end());
  return lost;
}

/// What the other lists know about the same people: best source first, other versions later, then the user; last the
/// aggregators, whose identifiers are partly guesses.
void lend_from_all(const Sides& sides, std::vector<Person>& authors) {
  const auto lend = [&](bool aggregators) {
    for (const auto& records : {sides.chosen, sides.others}) {
      for (const SourceRecord& record : records) {
        if (is_aggregator(record.source) == aggregators) lend_identifiers(authors, record.work.authors);
      }
    }
  };
  lend(false);
  lend_identifiers(authors, sides.user.authors);
  lend(true);
}

}  // namespace

void keep_users_value(WorkField field, const Work& user, Record& record) {
  if (!has(user, field)) return;
  copy_field(user, record.work, field);
  record.provenance[std::string(json_name(field))] = Provenance{};
}

void fix_pinned_fields(Record& record) {
  const Work& fixed = record.entry.pin->fixed;
  for (const WorkField field : kAllWorkFields) {
    if (!has(fixed, field)) continue;
    const std::string name(json_name(field));
    Provenance origin{SourceId::input, std::string(kPinOrigin), "", {}};
    const std::string merged = print_field(record.work, field);
    if (const auto before = record.provenance.find(name); before != record.provenance.end()) {
      origin.others = std::move(before->second.others);
      if (merged != print_field(fixed, field))
        origin.others.insert(origin.others.begin(), {merged, before->second.source, before->second.id});
    }
    copy_field(fixed, record.work, field);
    record.provenance[name] = std::move(origin);
    std::erase_if(record.conflicts, [&](const Conflict& conflict) { return conflict.field == name; });
  }
}

void merge_field(const FieldPolicy& policy, const Sides& sides, Record& record) {
  const Records records = givers(policy, sides);
  const SourceRecord* theirs = winner(policy, records);
  const bool user_has = has(sides.user, policy.field);
  if (theirs == nullptr && !user_has) return;
  if (theirs != nullptr && user_has && is_aggregator(theirs->source)) theirs = nullptr;  // the user is somebody

  const bool user_kept = user_has && (theirs == nullptr || user_stands(policy, sides.user, theirs->work));
  if (user_has && theirs != nullptr && is_reported(policy, sides.user, theirs->work) &&
      !belongs_to_a_version(policy.field, sides)) {
    record.conflicts.push_back(make_conflict(policy, sides.user, *theirs, user_kept));
  }
  Provenance origin;
  if (!user_kept) origin = {theirs->source, theirs->record_id, theirs->retrieved, {}};
  copy_field(user_kept ? sides.user : theirs->work, record.work, policy.field);
  origin.others = losers(policy, sides, print_field(record.work, policy.field));
  if (policy.field == WorkField::authors) lend_from_all(sides, record.work.authors);
  record.provenance[std::string(json_name(policy.field))] = std::move(origin);
}

}  // namespace bibmill
