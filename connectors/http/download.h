// A large file by HTTP, straight to disk. For dumps only: it knows no pace, no retry and no cache, because one file is
// one request.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "normalizers/base/result.h"

namespace bibmill {

/// `all` is 0 while the length is not known.
using DownloadProgress = std::function<void(std::uint64_t done, std::uint64_t all)>;

/// Blocks until the file is complete. False: the server says that there is no such file (404, 410). Redirects are
/// followed to https only (http from this machine to this machine). Error rejected: no https address; transport,
/// server, blocked: no file was got; storage: it cannot be written.
Result<bool> download(const std::string& url, const std::filesystem::path& file, const DownloadProgress& progress);

}  // namespace bibmill
