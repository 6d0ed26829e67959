// Hashes of words and of names as sequences of words. They are written into indexes: changing them changes the format
// (directory_layout.h). 64 bits: among the 400,000 names of ROR a wrong agreement is less likely than 1 in 10⁸
// look-ups.
#pragma once

#include <cstdint>
#include <string_view>

namespace bibmill {

/// FNV-1a with a final mix (splitmix64), so that the low bits serve as a hash table's slot.
constexpr std::uint64_t word_hash(std::string_view word) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9u;
  hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBu;
  return hash ^ (hash >> 31);
}

inline constexpr std::uint64_t kEmptySequence = 0x9E3779B97F4A7C15u;

/// The hash of a sequence with one more word; order matters.
constexpr std::uint64_t add_word(std::uint64_t sequence, std::uint64_t word) {
  const std::uint64_t mixed = (sequence ^ word) * 0x9FB21C651E98DF25u;
  return mixed ^ (mixed >> 29);
}

}  // namespace bibmill
