#include "connectors/replay/fingerprint.h"

#include <fmt/format.h>

namespace bibmill {

void Fingerprint::add(std::string_view bytes) {
  state_ = fnv1a(bytes, state_);
  // The length as end mark: no text can imitate it by its content.
  for (std::uint64_t size = bytes.size(), i = 0; i < 8; ++i, size >>= 8) {
    const char byte = static_cast<char>(size & 0xff);
    state_ = fnv1a({&byte, 1}, state_);
  }
}

std::string Fingerprint::str() const { return fmt::format("{:016x}", state_); }

}  // namespace bibmill
