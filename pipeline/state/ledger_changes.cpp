// What a run found otherwise than the last run told. What was told stays in the state until a run has ended that told
// something else: a run that is killed takes no news with it.
#include <algorithm>
#include <set>
#include <unordered_set>
#include <utility>

#include "pipeline/changes/record_changes.h"
#include "pipeline/state/ledger_parts.h"

namespace bibmill {
namespace {

std::vector<std::string> identifiers_of(const Work& work) {
  std::vector<std::string> identifiers;
  if (work.doi) identifiers.push_back(to_string(Identifier(*work.doi)));
  if (work.arxiv_id) identifiers.push_back(to_string(Identifier(*work.arxiv_id)));
  if (work.dblp_key) identifiers.push_back(to_string(Identifier(*work.dblp_key)));
  return identifiers;
}

/// An entry that is known again by its work alone.
EntryFacts facts_of_work(std::string identity, const Record& record) {
  EntryFacts facts;
  facts.identity = std::move(identity);
  if (record.status == Status::resolved) facts.identifiers = identifiers_of(record.work);
  return facts;
}

void name_entry(Change& change, const Record& record) {
  change.key = record.id;
  change.file = record.entry.file;
  change.line = record.entry.line;
  change.title = record.work.title.value_or(record.entry.raw);
}

}  // namespace

const std::string* Ledger::Parts::told_identity(const std::string& identity) const {
  const EntryState* state = find(identity);
  if (state != nullptr && state->told == Told::its_record) {
    // An edit that was taken back: the text in between was told last.
    const EntryState* heir = find(state->heir);
    return heir != nullptr && heir->told == Told::its_record ? &state->heir : &identity;
  }
  const auto predecessor = continues.find(identity);
  if (predecessor == continues.end()) return nullptr;
  const EntryState* earlier = find(predecessor->second);
  return earlier != nullptr && earlier->told == Told::its_record ? &predecessor->second : nullptr;
}

std::optional<Record> Ledger::Parts::told_record(const std::string& identity) {
  const EntryState* state = find(identity);
  if (state == nullptr) return std::nullopt;
  const std::optional<std::int64_t> record = state->told_record ? state->told_record : state->record;
  if (!record) return std::nullopt;
  const Result<std::string> packed = store.packed_record(*record);
  return packed ? from_stored_line(*packed, Entry()) : std::nullopt;
}

void Ledger::Parts::compare(std::size_t index, const Record& now, bool stands) {
  const std::string* identity = told_identity(identities[index]);
  if (identity == nullptr) return;
  const bool is_told = stands && *identity == identities[index] && !find(*identity)->told_record;
  if (is_told) return;
  const std::optional<Record> before = told_record(*identity);
  if (!before) return;
  std::vector<Change> changes = changes_between(*before, now);
  if (!changes.empty()) differences[index] = std::move(changes);
}

std::vector<std::string> Ledger::Parts::gone(std::span<const Record> records) const {
  ListNames list_of;
  std::set<std::string> lists;
  std::unordered_set<std::string> keys;
  for (const Record& record : records) {
    lists.insert(list_of(record.entry.file));
    keys.insert(record.id);
  }
  const std::unordered_set<std::string> present(identities.begin(), identities.end());
  std::unordered_set<std::string> continued;
  for (const auto& [identity, predecessor] : continues) continued.insert(predecessor);
  std::vector<std::string> gone;
  for (const auto& [identity, state] : known) {
    // An edit that was taken back: the entry is there, by its other text.
    const bool lives_on = !state.heir.empty() || continued.contains(identity) || keys.contains(state.key);
    if (state.told == Told::its_record && lists.contains(state.file) && !present.contains(identity) && !lives_on)
      gone.push_back(identity);
  }
  std::ranges::sort(gone, {}, [&](const std::string& identity) { return std::pair(find(identity)->key, identity); });
  return gone;
}

Change Ledger::Parts::describe_gone(const std::string& identity) {
  Change change;
  change.kind = ChangeKind::gone;
  change.key = find(identity)->key;
  change.file = find(identity)->file;
  if (const std::optional<Record> record = told_record(identity)) change.title = record->work.title.value_or("");
  return change;
}

Result<void> Ledger::continue_works(std::span<const Record> records) {
  std::vector<EntryFacts> added;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::string& identity = parts_->identities[i];
    const EntryState* state = parts_->find(identity);
    const bool has_key = (state != nullptr && !state->key.empty()) || parts_->continues.contains(identity);
    if (has_key || records[i].status != Status::resolved) continue;
    added.push_back(facts_of_work(identity, records[i]));
    places.push_back(i);
  }
  if (added.empty()) return {};
  std::set<std::string> in_use;
  for (const std::string& identity : parts_->identities) {
    if (const EntryState* state = parts_->find(identity)) in_use.insert(state->key);
  }
  std::vector<EntryFacts> vanished;
  for (const EntryFacts& facts : parts_->vanished) {
    const EntryState* state = parts_->find(facts.identity);
    if (state == nullptr || state->status != Status::resolved || !state->record || in_use.contains(state->key))
      continue;
    const Result<std::string> packed = parts_->store.packed_record(*state->record);
    if (!packed) return tl::unexpected(packed.error());
    if (const auto record = from_stored_line(*packed, Entry()))
      vanished.push_back(facts_of_work(facts.identity, *record));
  }
  const auto continued = continued_entries(added, vanished);
  for (std::size_t i = 0; i < added.size(); ++i) {
    if (!continued[i]) continue;
    parts_->continues.emplace(added[i].identity, vanished[*continued[i]].identity);
    parts_->compare(places[i], records[places[i]], false);
  }
  return {};
}

std::vector<Change> Ledger::changes(std::span<const Record> records) {
  std::vector<Change> changes;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (parts_->told_identity(parts_->identities[i]) == nullptr) {
      Change& added = changes.emplace_back();
      added.kind = ChangeKind::added;
      added.after = to_string(records[i].status);
      name_entry(added, records[i]);
    }
    const auto found = parts_->differences.find(i);
    if (found == parts_->differences.end()) continue;
    for (Change change : found->second) {
      name_entry(change, records[i]);
      changes.push_back(std::move(change));
    }
  }
  for (const std::string& identity : parts_->gone(records)) changes.push_back(parts_->describe_gone(identity));
  return changes;
}

ToldEntries Ledger::told_now(std::span<const Record> records) const {
  ToldEntries told;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::string& identity = parts_->identities[i];
    const EntryState* state = parts_->find(identity);
    const bool is_told = state != nullptr && state->told == Told::its_record && !state->told_record;
    if (!is_told || parts_->remembered[i]) told.present.push_back(identity);
  }
  told.gone = parts_->gone(records);
  return told;
}

}  // namespace bibmill
