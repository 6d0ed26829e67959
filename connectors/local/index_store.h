// IndexStore: the folder that holds the indexes of a user, one folder each (CONTRACTS §3). An index appears whole: it
// is built beside its place and swapped in, so that a broken build or download never replaces a good one.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/local/index_meta.h"

namespace bibmill {

inline constexpr std::string_view kDblpIndex = "dblp";
inline constexpr std::string_view kRorIndex = "ror";

class IndexStore {
 public:
  explicit IndexStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::filesystem::path place_of(std::string_view name) const { return folder_ / name; }

  /// Names of the indexes that are there, usable or not, in order. An unreadable or missing folder has none.
  std::vector<std::string> names() const;

  /// Calls `build` with an empty folder, and puts it in the place of the index `name` when that succeeds. Whatever
  /// happens, the folder is gone or in place afterwards. Error storage, or that of `build`.
  Result<IndexMeta> replace(const std::string& name,
                            const std::function<Result<IndexMeta>(const std::filesystem::path&)>& build) const;

  /// False: there is no such index. Error storage: it cannot be removed.
  Result<bool> remove(const std::string& name) const;

  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

}  // namespace bibmill
