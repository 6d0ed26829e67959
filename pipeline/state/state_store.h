// StateStore: what must survive between runs (state.db, precious): the citation key of every entry ever seen. One
// connection, one thread.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "normalizers/base/result.h"
#include "normalizers/model/record.h"
#include "pipeline/state/citation_keys.h"

namespace bibmill {

class StateStore {
 public:
  /// Opens or creates `folder`/state.db. Error storage: it cannot be used, or a newer version of the program wrote it;
  /// it is never moved aside.
  static Result<StateStore> open(const std::filesystem::path& folder);
  ~StateStore();
  StateStore(StateStore&&) noexcept;
  StateStore& operator=(StateStore&&) noexcept;

  /// The keys given by earlier runs, by entry identity.
  Result<KnownKeys> known_keys();
  /// Remembers the keys of these records, in one transaction.
  Result<void> remember(std::span<const Record> records);

 private:
  struct Parts;
  explicit StateStore(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace bibmill
