// Compression of what the databases keep: zstd, level 3 (measured in the design: six times smaller and faster to
// write).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bibmill {

/// Keeps its working memory between calls. Not thread-safe; one for each thread.
class Compressor {
 public:
  Compressor();
  ~Compressor();
  Compressor(Compressor&&) noexcept;
  Compressor& operator=(Compressor&&) noexcept;

  /// Throws std::runtime_error (no memory).
  std::string compress(std::string_view bytes) const;

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// The inverse of compress(); nullopt when the bytes are damaged. Thread-safe.
std::optional<std::string> decompress(std::string_view packed);

}  // namespace bibmill
