#include "connectors/local/index_store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace bibmill {
namespace {

namespace fs = std::filesystem;

Error unwritable(const fs::path& folder, const std::string& why) {
  return Error(ErrorKind::storage, "the index folder " + folder.string() + " cannot be written: " + why +
                                       "; make it writable, or choose another with paths.index");
}

/// A folder that goes when it is not kept. Names that begin with a dot are no indexes.
class Workshop {
 public:
  explicit Workshop(const fs::path& parent) {
    std::string pattern = (parent / ".building-XXXXXX").string();
    if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~Workshop() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

/// Puts `fresh` in the place of `place`; what was there is then in `fresh`. errno, 0 when it is done.
int swap_in(const fs::path& fresh, const fs::path& place) {
  if (::rename(fresh.c_str(), place.c_str()) == 0) return 0;
  if (errno != EEXIST && errno != ENOTEMPTY) return errno;
  return ::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, place.c_str(), RENAME_EXCHANGE) == 0 ? 0 : errno;
}

}  // namespace

std::vector<std::string> IndexStore::names() const {
  std::vector<std::string> names;
  std::error_code failed;
  for (fs::directory_iterator entry(folder_, failed), end; !failed && entry != end; entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    if (!name.starts_with('.') && entry->is_directory(ignored)) names.push_back(name);
  }
  std::ranges::sort(names);
  return names;
}

Result<IndexMeta> IndexStore::replace(const std::string& name,
                                      const std::function<Result<IndexMeta>(const fs::path&)>& build) const {
  std::error_code failed;
  fs::create_directories(folder_, failed);
  if (failed) return tl::unexpected(unwritable(folder_, failed.message()));
  const Workshop workshop(folder_);
  if (workshop.path().empty()) return tl::unexpected(unwritable(folder_, std::strerror(errno)));
  fs::permissions(workshop.path(),
                  fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec | fs::perms::others_read |
                      fs::perms::others_exec,
                  failed);
  Result<IndexMeta> meta = build(workshop.path());
  if (!meta) return meta;
  sync_folder(workshop.path());
  if (const int error = swap_in(workshop.path(), place_of(name)); error != 0)
    return tl::unexpected(unwritable(folder_, std::strerror(error)));
  sync_folder(folder_);
  return meta;  // the workshop takes the index that was there before with it
}

Result<bool> IndexStore::remove(const std::string& name) const {
  const std::vector<std::string> known = names();
  if (std::ranges::find(known, name) == known.end()) return false;
  std::error_code failed;
  fs::remove_all(place_of(name), failed);
  if (failed) return tl::unexpected(unwritable(folder_, failed.message()));
  return true;
}

}  // namespace bibmill
