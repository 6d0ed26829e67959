#include "connectors/replay/fingerprint.h"

#include <fmt/format.h>

namespace bibmill {

namespace {

constexpr std::uint64_t kPrime = 1099511628211ull;

}  // namespace

void Fingerprint::add(std::string_view bytes) {
  for (const char byte : bytes) state_ = (state_ ^ static_cast<unsigned char>(byte)) * kPrime;
  // The length as end mark: no text can imitate it by its content.
  for (std::uint64_t size = bytes.size(), i = 0; i < 8; ++i, size >>= 8) state_ = (state_ ^ (size & 0xff)) * kPrime;
}

std::string Fingerprint::str() const { return fmt::format("{:016x}", state_); }

}  // namespace bibmill
