// What a Ledger is made of; only for ledger.cpp and ledger_changes.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "normalizers/model/change.h"
#include "pipeline/state/ledger.h"
#include "pipeline/state/state_writer.h"

namespace bibmill {

/// The list an entry stands in, so that two runs from different folders name it alike. Remembers the last answer: the
/// entries of a list follow each other.
class ListNames {
 public:
  const std::string& operator()(const std::string& file);

 private:
  std::string last_;
  std::string name_;
};

struct Ledger::Parts {
  Parts(StateStore reader, StateStore written, LedgerRules rules_in, std::span<const Entry> entries_in)
      : store(std::move(reader)), writer(std::move(written)), rules(std::move(rules_in)), entries(entries_in) {}

  const EntryState* find(const std::string& identity) const {
    const auto found = known.find(identity);
    return found == known.end() ? nullptr : &found->second;
  }

  void look_up();
  Result<void> find_predecessors();
  std::optional<Record> standing(std::size_t index);
  void remember(std::size_t index, Record& record, bool asked);
  template <class EntryAt>
  std::string fingerprint(std::size_t count, const EntryAt& entry) const;

  /// The identity under which a run that ended told of the entry: its own, or that of the entry it continues; nullptr:
  /// nobody was told of either.
  const std::string* told_identity(const std::string& identity) const;
  /// The Record that was told under the identity, without entry; nullopt where it cannot be read.
  std::optional<Record> told_record(const std::string& identity);
  /// Notes what `now` has that was not told of the entry. `stands`: it is the Record that the state has.
  void compare(std::size_t index, const Record& now, bool stands);
  /// Told of, of the lists of this run, not there any more and not continued.
  std::vector<std::string> gone(std::span<const Record> records) const;
  Change describe_gone(const std::string& identity);

  StateStore store;
  StateWriter writer;
  LedgerRules rules;
  std::span<const Entry> entries;
  std::unordered_map<std::string, EntryState> known;
  std::vector<std::string> identities;
  std::vector<std::string> inputs;
  std::vector<Recall> recalls;
  std::vector<std::size_t> kept;
  std::vector<std::size_t> to_recompute;
  std::vector<std::size_t> to_ask;
  std::unordered_map<std::string, std::string> continues;  ///< identity of a new entry → of the one it continues
  std::vector<EntryFacts> vanished;                        ///< of the lists of this run, and not continued
  std::map<std::size_t, std::vector<Change>> differences;  ///< by entry: from what was told of it
  std::vector<bool> remembered;                            ///< by entry: has a Record of this run
};

/// The Record of a line that the state keeps; nullopt: it cannot be read.
std::optional<Record> from_stored_line(std::string_view packed, const Entry& entry);

}  // namespace bibmill
