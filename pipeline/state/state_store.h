// StateStore: what must survive between runs (state.db, precious): of every entry ever seen its citation key, by what
// it is known again, its finished Record, and when it is due. One connection, one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "normalizers/base/result.h"
#include "pipeline/state/citation_keys.h"
#include "pipeline/state/inheritance.h"
#include "pipeline/state/recall.h"

namespace bibmill {

/// An attempt that ended: all of EntryState but what GivenKey has, and the Record as a line of JSON.
struct FinishedEntry {
  std::string identity;
  EntryState state;
  std::string json;
};

/// The citation key an entry has now, and by what it is known again.
struct GivenKey {
  EntryFacts facts;
  std::string key;
  std::string continues;  ///< identity of the vanished entry that it continues; "" = none
};

/// What a run that ended has told: of its entries, and of those of its lists that are there no more.
struct ToldEntries {
  std::vector<std::string> present;  ///< identities of those of which more is told now than before
  std::vector<std::string> gone;
};

/// What a folder of outputs was written from, and the report of that run as JSON.
struct WrittenOutputs {
  std::string fingerprint;
  std::string report;
};

class StateStore {
 public:
  /// Opens or creates `folder`/state.db; brings one of an older version up to date. Error storage: it cannot be used,
  /// or a newer version of the program wrote it; it is never moved aside.
  static Result<StateStore> open(const std::filesystem::path& folder);
  ~StateStore();
  StateStore(StateStore&&) noexcept;
  StateStore& operator=(StateStore&&) noexcept;

  /// All entries, by identity.
  Result<std::unordered_map<std::string, EntryState>> entries();
  /// The keys given by earlier runs, by entry identity.
  Result<KnownKeys> known_keys();
  /// By what the entries last seen in these lists are known again; those that another entry continues are left out.
  Result<std::vector<EntryFacts>> facts_in(std::span<const std::string> files);
  /// By what the entry of this identity is known again, else the one of this citation key; nullopt: neither is known.
  Result<std::optional<EntryFacts>> facts_named(std::string_view identity, std::string_view key);
  /// The packed line of JSON at EntryState::record, for decompress(); "" when it is gone.
  Result<std::string> packed_record(std::int64_t record);

  /// Each in one transaction. The Record that was told of an entry stays beside the one that is put.
  Result<void> put(std::span<const FinishedEntry> finished);
  Result<void> remember(std::span<const GivenKey> keys);

  /// From what the outputs in `folder` were last written.
  Result<std::optional<WrittenOutputs>> outputs(const std::filesystem::path& folder);
  /// The run has ended: in one transaction, its outputs and what it told with them.
  Result<void> set_outputs(const std::filesystem::path& folder, const WrittenOutputs& written,
                           const ToldEntries& told = {});

  /// Small notes of the program to itself, by name.
  Result<std::optional<std::int64_t>> note(const std::string& name);
  Result<void> set_note(const std::string& name, std::int64_t value);

 private:
  struct Parts;
  explicit StateStore(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace bibmill
