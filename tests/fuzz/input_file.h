// A file with the input in it, for what reads files: one for all inputs of a process, on a disk in memory where there
// is one.
#pragma once

#include <stdlib.h>
#include <unistd.h>

#include <string>

#include "tests/fuzz/require.h"

namespace bibmill::fuzz {

/// Its name; what it held before is gone.
inline const std::string& file_with(std::string_view bytes) {
  static const std::string kFile = [] {
    std::string pattern = access("/dev/shm", W_OK) == 0 ? "/dev/shm/bibmill-fuzz-XXXXXX" : "/tmp/bibmill-fuzz-XXXXXX";
    const int descriptor = mkstemp(pattern.data());
    require(descriptor >= 0, "the input can be put into a file");
    close(descriptor);
    return pattern;
  }();
  std::FILE* file = std::fopen(kFile.c_str(), "wb");
  require(file != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size(), "the file takes it");
  std::fclose(file);
  return kFile;
}

}  // namespace bibmill::fuzz
