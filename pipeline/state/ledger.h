// Ledger: the state as one run sees it. Which entries must be asked about, which stand as they were, which are to be
// computed again from stored answers; what is remembered of them afterwards (CONTRACTS §3, §4), and what of it is news.
// Used on one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "normalizers/base/result.h"
#include "normalizers/model/change.h"
#include "normalizers/model/record.h"
#include "pipeline/state/citation_keys.h"
#include "pipeline/state/due.h"
#include "pipeline/state/recall.h"
#include "pipeline/state/state_store.h"

namespace bibmill {

struct LedgerRules {
  std::string decider;  ///< fingerprint of all that decides a Record besides entry and answers
  DuePolicy due;
  std::int64_t now = 0;    ///< start of the run, seconds since 1970: the time of all its attempts
  int year = 0;            ///< of `now`, UTC
  bool recompute = false;  ///< nothing stands: what is not due is computed again from stored answers (--record)
};

class Ledger {
 public:
  /// Looks every entry up. `entries` outlive resolving: recall() and settle() use them. Error storage.
  static Result<Ledger> open(const std::filesystem::path& folder, LedgerRules rules, std::span<const Entry> entries);
  ~Ledger();
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept = delete;

  /// Gives `use` the Record of each entry that stands, a bounded number of them in memory; returns how many there were.
  /// A Record that cannot be read any more is to be asked for. Called before to_ask(). Error storage.
  Result<std::size_t> recall(const std::function<void(std::size_t index, Record record)>& use);
  /// To be resolved from stored answers alone.
  const std::vector<std::size_t>& to_recompute() const;
  const std::vector<std::size_t>& to_ask() const;

  /// The Record that counts: `fresh`, which is remembered at once; or the one that stands, where `fresh` could not be
  /// computed from stored answers, or a source that it needs could not be asked and the earlier one is better.
  Record settle(std::size_t index, Record fresh);

  /// An entry that is new to the state and was resolved to the work of a vanished one continues that one. Before
  /// known_keys(). Error storage.
  Result<void> continue_works(std::span<const Record> records);
  /// The keys that entries have: of the state, of entries that present ones continue, and, where an entry is new to the
  /// state, of `outputs`/enriched.jsonl.
  KnownKeys known_keys(const std::filesystem::path& outputs) const;
  /// Remembers Record::id of all entries, in their order, and by what each is known again; does not wait for it. Not of
  /// an entry that waits for the next run and has none in `known`: what it is called depends on what is still to be
  /// asked.
  void keep_keys(std::span<const Record> records, const KnownKeys& known);

  /// Nothing is to be asked or computed again, and every entry has its key.
  bool all_stand() const;
  /// The Record of an entry that stands, with its key; nullopt where it cannot be read.
  std::optional<Record> standing(std::size_t index);
  /// Of all Records of the run and the places of their entries, in order: what the outputs are made from. After
  /// keep_keys() of the Records as they are then.
  std::string fingerprint(std::span<const Entry> entries) const;
  std::string fingerprint(std::span<const Record> records) const;

  /// What is otherwise than the last run told that ended, in input order, then the entries that are gone. All Records
  /// of the run, with their keys, after they were settled or recalled.
  std::vector<Change> changes(std::span<const Record> records);
  /// What this run tells of its entries, for StateStore::set_outputs().
  ToldEntries told_now(std::span<const Record> records) const;
  /// Since when the entry of the run that is unresolved for longest is so, seconds since 1970; nullopt: none is.
  std::optional<std::int64_t> unresolved_since() const;

  StateStore& store();
  /// Waits until all is written. Error storage.
  Result<void> close();

 private:
  struct Parts;
  explicit Ledger(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace bibmill
