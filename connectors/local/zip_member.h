// ZipMember: the text of one file inside a ZIP archive, unpacked piece by piece. Archives over 4 GB (ZIP64) and
// encryption are not read: ROR's dumps have neither. Not thread-safe.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "normalizers/base/result.h"

namespace bibmill {

class ZipMember {
 public:
  /// The largest member whose name ends with `ending`. Error input: the archive cannot be read or has none.
  static Result<ZipMember> open(const std::filesystem::path& file, std::string_view ending);
  ZipMember(ZipMember&& other) noexcept;
  ZipMember& operator=(ZipMember&& other) noexcept;
  ~ZipMember();

  /// Appends up to `most` bytes of text; 0 at the end. Error input: the archive is damaged.
  Result<std::size_t> read(std::string& text, std::size_t most);

  const std::string& name() const;

 private:
  struct State;
  explicit ZipMember(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bibmill
