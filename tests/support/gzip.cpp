#include "tests/support/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace bibmill::testing_support {
namespace {

constexpr int kGzip = 15 + 16;  // window bits, and zlib's sign for a gzip header
constexpr int kMemoryLevel = 8;

class Deflater {
 public:
  explicit Deflater(int level) {
    if (deflateInit2(&stream_, level, Z_DEFLATED, kGzip, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::runtime_error("zlib cannot be used");
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  void add(std::string_view text, int flush) {
    // zlib reads through a pointer that is not const for historical reasons.
    stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));
    stream_.avail_in = static_cast<uInt>(text.size());
    std::array<char, 16'384> piece{};
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
      stream_.avail_out = static_cast<uInt>(piece.size());
      deflate(&stream_, flush);
      result.append(piece.data(), piece.size() - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

  std::string result;

 private:
  z_stream stream_{};
};

}  // namespace

std::string gzip(std::string_view text) {
  Deflater deflater(Z_BEST_SPEED);
  deflater.add(text, Z_FINISH);
  return std::move(deflater.result);
}

std::string gzip_bomb(std::size_t size) {
  Deflater deflater(Z_BEST_COMPRESSION);
  const std::string blanks(std::min<std::size_t>(size, 1u << 20), ' ');
  for (std::size_t left = size; left > 0;) {
    const std::size_t now = std::min(left, blanks.size());
    deflater.add(std::string_view(blanks).substr(0, now), Z_NO_FLUSH);
    left -= now;
  }
  deflater.add("", Z_FINISH);
  return std::move(deflater.result);
}

}  // namespace bibmill::testing_support
