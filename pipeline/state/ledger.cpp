#include "pipeline/state/ledger.h"

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "connectors/cache/compression.h"
#include "connectors/replay/fingerprint.h"
#include "pipeline/parallel/for_each_index.h"
#include "pipeline/record_json/json_writer.h"
#include "pipeline/record_json/record_json.h"
#include "pipeline/record_json/record_json_read.h"
#include "pipeline/record_json/work_json.h"
#include "pipeline/resolve/waiting.h"
#include "pipeline/state/known_keys.h"
#include "pipeline/state/ledger_parts.h"

namespace bibmill {
namespace {

constexpr std::size_t kChunk = 512;  // Records that are unpacked at a time

std::string fingerprint_of(std::string_view text) {
  Fingerprint fingerprint;
  fingerprint.add(text);
  return fingerprint.str();
}

/// Of what was read besides what the identity covers: dates and people found in running text, fields inherited from
/// another BibTeX entry; and what a person decided beside the list.
std::string input_of(const Entry& entry) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  if (entry.work.type) json.member("type", to_string(*entry.work.type));
  write_work(json, entry.work);
  if (entry.pin) {
    json.key("pin");
    json.begin_object();
    write_work(json, entry.pin->fixed);
    json.end_object();
  }
  json.end_object();
  return fingerprint_of(text);
}

/// Without `entry`, which the next run has anew.
std::string to_stored_line(Record& record) {
  Entry entry = std::exchange(record.entry, Entry());
  std::string line = to_json_line(record);
  record.entry = std::move(entry);
  return line;
}

/// A source that had its say in the earlier Record could not be asked this time.
bool is_poorer(const Record& fresh, const Record& earlier) {
  if (fresh.status == Status::failed) return earlier.status != Status::failed;
  if (fresh.status != earlier.status) return false;
  return std::ranges::any_of(fresh.unasked, [&](const Unasked& missing) {
    return std::ranges::find(earlier.unasked, missing.source, &Unasked::source) == earlier.unasked.end();
  });
}

}  // namespace

const std::string& ListNames::operator()(const std::string& file) {
  if (file != last_) {
    last_ = file;
    std::error_code ignored;
    const auto absolute = std::filesystem::absolute(file, ignored).lexically_normal();
    name_ = file.empty() || file == "-" || absolute.empty() ? file : absolute.string();
  }
  return name_;
}

std::optional<Record> from_stored_line(std::string_view packed, const Entry& entry) {
  const std::optional<std::string> line = decompress(packed);
  if (!line) return std::nullopt;
  Result<Record> record = parse_record(*line);
  if (!record) return std::nullopt;
  record->entry = entry;
  return std::move(*record);
}

Result<Ledger> Ledger::open(const std::filesystem::path& folder, LedgerRules rules, std::span<const Entry> entries) {
  Result<StateStore> reader = StateStore::open(folder);
  if (!reader) return tl::unexpected(reader.error());
  Result<StateStore> written = StateStore::open(folder);
  if (!written) return tl::unexpected(written.error());
  auto parts = std::make_unique<Parts>(std::move(*reader), std::move(*written), std::move(rules), entries);
  auto known = parts->store.entries();
  if (!known) return tl::unexpected(known.error());
  parts->known = std::move(*known);
  parts->look_up();
  if (const Result<void> found = parts->find_predecessors(); !found) return tl::unexpected(found.error());
  return Ledger(std::move(parts));
}

void Ledger::Parts::look_up() {
  identities = entry_identities(entries);
  inputs.resize(entries.size());
  recalls.resize(entries.size());
  remembered.resize(entries.size());
  for_each_index(entries.size(), [this](std::size_t i) {
    inputs[i] = input_of(entries[i]);
    recalls[i] = recall_for(find(identities[i]), inputs[i], rules.decider, rules.now);
    if (rules.recompute && recalls[i] == Recall::keep) recalls[i] = Recall::recompute;
  });
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Recall recall = recalls[i];
    (recall == Recall::keep ? kept : recall == Recall::recompute ? to_recompute : to_ask).push_back(i);
  }
}

Result<void> Ledger::Parts::find_predecessors() {
  if (known.empty()) return {};
  ListNames list_of;
  std::set<std::string> lists;
  std::vector<EntryFacts> added;
  bool key_is_untold = false;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const EntryState* state = find(identities[i]);
    if (state != nullptr && !state->key.empty()) {
      key_is_untold = key_is_untold || state->told != Told::its_record;
      continue;
    }
    added.push_back(facts_of(entries[i], identities[i], list_of(entries[i].file)));
    lists.insert(added.back().file);
  }
  if (key_is_untold) {
    // A run that did not end found the predecessor already.
    const std::unordered_set<std::string> present(identities.begin(), identities.end());
    for (const auto& [identity, state] : known) {
      if (known.contains(state.heir) && present.contains(state.heir) && find(state.heir)->told != Told::its_record)
        continues.emplace(state.heir, identity);
    }
  }
  if (added.empty()) return {};
  // Entries of other lists have not vanished: they are only not in this run.
  for (const Entry& entry : entries) lists.insert(list_of(entry.file));
  const std::vector<std::string> files(lists.begin(), lists.end());
  Result<std::vector<EntryFacts>> found = store.facts_in(files);
  if (!found) return tl::unexpected(found.error());
  vanished = std::move(*found);
  const std::unordered_set<std::string> present(identities.begin(), identities.end());
  std::erase_if(vanished, [&](const EntryFacts& facts) { return present.contains(facts.identity); });
  const auto continued = continued_entries(added, vanished);
  std::unordered_set<std::string> taken;
  for (std::size_t i = 0; i < added.size(); ++i) {
    if (!continued[i]) continue;
    const std::string& predecessor = vanished[*continued[i]].identity;
    continues.emplace(added[i].identity, predecessor);
    taken.insert(predecessor);
  }
  std::erase_if(vanished, [&](const EntryFacts& facts) { return taken.contains(facts.identity); });
  return {};
}

std::optional<Record> Ledger::Parts::standing(std::size_t index) {
  const EntryState* state = find(identities[index]);
  if (state == nullptr || !state->record || state->input != inputs[index]) return std::nullopt;
  const Result<std::string> packed = store.packed_record(*state->record);
  return packed ? from_stored_line(*packed, entries[index]) : std::nullopt;
}

void Ledger::Parts::remember(std::size_t index, Record& record, bool asked) {
  FinishedEntry finished;
  finished.identity = identities[index];
  EntryState& state = finished.state;
  if (const EntryState* before = find(finished.identity)) state = *before;
  state.input = inputs[index];
  state.decider = rules.decider;
  state.status = record.status;
  if (record.status == Status::resolved) state.unresolved_since = 0;
  if (record.status != Status::resolved && state.unresolved_since == 0) state.unresolved_since = rules.now;
  if (asked) {
    const Outlook outlook = outlook_of(record, rules.year, state.misses);
    state.attempted = rules.now;
    state.due = rules.now + pause_after(outlook, rules.due).count();
    state.misses = outlook.misses;
  }
  finished.json = to_stored_line(record);
  state.content = fingerprint_of(finished.json);
  known[finished.identity] = state;
  remembered[index] = true;
  writer.add(std::move(finished));
}

Ledger::Ledger(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Ledger::~Ledger() = default;
Ledger::Ledger(Ledger&&) noexcept = default;

Result<std::size_t> Ledger::recall(const std::function<void(std::size_t index, Record record)>& use) {
  const std::vector<std::size_t> kept = std::exchange(parts_->kept, {});
  std::size_t unreadable = 0;
  std::vector<std::string> packed(std::min(kChunk, kept.size()));
  std::vector<std::optional<Record>> records(packed.size());
  for (std::size_t start = 0; start < kept.size(); start += kChunk) {
    const std::size_t count = std::min(kChunk, kept.size() - start);
    for (std::size_t i = 0; i < count; ++i) {
      Result<std::string> body =
          parts_->store.packed_record(*parts_->find(parts_->identities[kept[start + i]])->record);
      if (!body) return tl::unexpected(body.error());
      packed[i] = std::move(*body);
    }
    for_each_index(count,
                   [&](std::size_t i) { records[i] = from_stored_line(packed[i], parts_->entries[kept[start + i]]); });
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t index = kept[start + i];
      if (records[i]) {
        parts_->compare(index, *records[i], true);
        use(index, *std::move(records[i]));
      } else {
        ++unreadable;
        parts_->recalls[index] = Recall::ask;
        parts_->to_ask.push_back(index);
      }
    }
  }
  std::ranges::sort(parts_->to_ask);
  return kept.size() - unreadable;
}

const std::vector<std::size_t>& Ledger::to_recompute() const { return parts_->to_recompute; }
const std::vector<std::size_t>& Ledger::to_ask() const { return parts_->to_ask; }

Record Ledger::settle(std::size_t index, Record fresh) {
  const bool asked = parts_->recalls[index] == Recall::ask;
  if (!fresh.unasked.empty() || fresh.status == Status::failed) {
    std::optional<Record> stands = parts_->standing(index);
    if (stands && is_poorer(fresh, *stands)) {
      parts_->compare(index, *stands, true);
      return *std::move(stands);
    }
    // Nobody was asked: why not is what the earlier Record says.
    if (stands && !asked) fresh.unasked = std::move(stands->unasked);
  }
  parts_->compare(index, fresh, false);
  parts_->remember(index, fresh, asked);
  return fresh;
}

KnownKeys Ledger::known_keys(const std::filesystem::path& outputs) const {
  KnownKeys keys;
  const std::unordered_set<std::string> present(parts_->identities.begin(), parts_->identities.end());
  std::set<std::string> passed_on;
  for (const auto& [identity, predecessor] : parts_->continues) passed_on.insert(predecessor);
  for (const auto& [identity, state] : parts_->known) {
    // A key that was passed on belongs to the heir; its first owner has it again only by coming back.
    const bool lives_on = !state.heir.empty() || passed_on.contains(identity);
    if (!state.key.empty() && (!lives_on || present.contains(identity))) keys.emplace(identity, state.key);
  }
  for (const auto& [identity, predecessor] : parts_->continues)
    keys.insert_or_assign(identity, parts_->known.at(predecessor).key);
  // An edit that was taken back: the key belongs to both texts of one entry, and the one that is there has it.
  std::set<std::string> in_use;
  for (const std::string& identity : parts_->identities) {
    if (const auto own = keys.find(identity); own != keys.end()) in_use.insert(own->second);
  }
  std::erase_if(keys, [&](const auto& key) { return !present.contains(key.first) && in_use.contains(key.second); });
  const bool all_known = std::ranges::all_of(parts_->identities, [&](const auto& id) { return keys.contains(id); });
  if (!all_known) keys.merge(keys_of_outputs(outputs));
  return keys;
}

void Ledger::keep_keys(std::span<const Record> records, const KnownKeys& known) {
  ListNames list_of;
  std::vector<GivenKey> given;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::string& identity = parts_->identities[i];
    const EntryState* state = parts_->find(identity);
    if (waits(records[i]) && !known.contains(identity)) continue;
    const std::string& list = list_of(records[i].entry.file);
    if (state != nullptr && state->key == records[i].id && state->file == list && state->heir.empty()) continue;
    parts_->known[identity].key = records[i].id;
    const auto predecessor = parts_->continues.find(identity);
    given.push_back({facts_of(records[i].entry, identity, list), records[i].id,
                     predecessor == parts_->continues.end() ? "" : predecessor->second});
  }
  parts_->writer.add(std::move(given));
}

bool Ledger::all_stand() const {
  const auto& parts = *parts_;
  return parts.to_ask.empty() && parts.to_recompute.empty() &&
         std::ranges::all_of(parts.identities, [&](const auto& id) {
           const EntryState* state = parts.find(id);
           return state != nullptr && !state->key.empty() && state->heir.empty();
         });
}

std::optional<Record> Ledger::standing(std::size_t index) {
  std::optional<Record> record = parts_->standing(index);
  if (record) record->id = parts_->find(parts_->identities[index])->key;
  return record;
}

template <class EntryAt>
std::string Ledger::Parts::fingerprint(std::size_t count, const EntryAt& entry) const {
  Fingerprint fingerprint;
  for (std::size_t i = 0; i < count; ++i) {
    const EntryState* state = find(identities[i]);
    fingerprint.add(identities[i]);
    fingerprint.add(state == nullptr ? std::string_view() : state->content);
    fingerprint.add(state == nullptr ? std::string_view() : state->key);
    fingerprint.add(entry(i).file);
    fingerprint.add(std::to_string(entry(i).line));
  }
  return fingerprint.str();
}

std::string Ledger::fingerprint(std::span<const Entry> entries) const {
  return parts_->fingerprint(entries.size(), [&](std::size_t i) -> const Entry& { return entries[i]; });
}

std::string Ledger::fingerprint(std::span<const Record> records) const {
  return parts_->fingerprint(records.size(), [&](std::size_t i) -> const Entry& { return records[i].entry; });
}

std::optional<std::int64_t> Ledger::unresolved_since() const {
  std::optional<std::int64_t> earliest;
  for (const std::string& identity : parts_->identities) {
    const EntryState* state = parts_->find(identity);
    if (state == nullptr || state->unresolved_since == 0) continue;
    earliest = std::min(earliest.value_or(state->unresolved_since), state->unresolved_since);
  }
  return earliest;
}

StateStore& Ledger::store() { return parts_->store; }
Result<void> Ledger::close() { return parts_->writer.finish(); }

}  // namespace bibmill
