// FNV-1a, 64 bit (draft-eastlake-fnv): the same on every machine, so that what it names can be stored. Not for secrets.
// Of a million words two have the same hash with a chance below 10^-7.
#pragma once

#include <cstdint>
#include <string_view>

namespace bibmill {

inline constexpr std::uint64_t kFnv1aBasis = 14695981039346656037ULL;

/// Of `bytes`; `state` continues another hash.
constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t state = kFnv1aBasis) {
  for (const char byte : bytes) state = (state ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
  return state;
}

}  // namespace bibmill
