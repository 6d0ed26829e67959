// A dump from where it is: a file, or a URL that is downloaded first; with the check sum that its publisher gives
// beside it (FILE.md5: 32 hexadecimal digits, anything after them).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "normalizers/base/result.h"

namespace bibmill {

struct ObtainedDump {
  std::filesystem::path file;
  std::string source;              ///< as given
  std::optional<std::string> md5;  ///< lower-case; nullopt where none is published
};

/// `source`: a path, or a URL (https; http only to this machine), which is downloaded into `folder`; the caller removes
/// it with the folder. Error input: neither; transport, server, …: the download failed.
Result<ObtainedDump> obtain_dump(const std::string& source, const std::filesystem::path& folder,
                                 const std::function<void(std::uint64_t done, std::uint64_t all)>& progress);

/// Error input: the file's MD5 is not the published one.
Result<void> check_md5(const ObtainedDump& dump, const std::string& md5);

}  // namespace bibmill
