// The image of a directory of organisations: one block of bytes, built in memory or mapped from a file, native byte
// order. Sections follow the header in the order of its members, each aligned to 8 bytes. Texts are offsets into the
// pool, where they end with NUL; lists are separated by '|'.
#pragma once

#include <cstdint>

namespace bibmill::directory {

/// Changes whenever the layout, the hashes (word_hash.h) or the stems (words.cpp) do: an older index must be built
/// again.
inline constexpr std::uint64_t kMagic = 0x3130'4752'4F4D'4249;  // "IBMORG01"

struct Header {
  std::uint64_t magic = kMagic;
  std::uint64_t bytes = 0;  ///< of the whole image
  std::uint32_t organisations = 0;
  std::uint32_t names = 0;
  std::uint32_t tokens = 0;
  std::uint32_t name_tokens = 0;
  std::uint32_t postings = 0;
  std::uint32_t name_slots = 0;   ///< a power of two
  std::uint32_t token_slots = 0;  ///< a power of two
  std::uint32_t id_slots = 0;     ///< a power of two
  std::uint32_t text_bytes = 0;
  std::uint32_t reserved = 0;
};

struct OrganisationEntry {
  std::uint32_t id = 0;
  std::uint32_t ror = 0;  ///< an empty text = none
  std::uint32_t name = 0;
  std::uint32_t countries = 0;
  std::uint32_t cities = 0;  ///< folded
  std::uint32_t parents = 0;
  std::uint16_t preferred = 0;
  std::uint16_t education = 0;
};

struct NameEntry {
  std::uint64_t key = 0;     ///< of the stems, fillers left out
  std::uint64_t folded = 0;  ///< of all folded words
  std::uint32_t organisation = 0;
  std::uint32_t text = 0;
  float weight = 0;  ///< sum of the words' rarity
  float share = 0;
  std::uint32_t tokens = 0;  ///< begin in the section of name tokens
  std::uint16_t words = 0;   ///< how many tokens
  std::uint16_t kind = 0;    ///< OrganisationNameKind
};

struct TokenEntry {
  std::uint64_t hash = 0;
  std::uint32_t postings = 0;  ///< begin in the section of postings
  std::uint32_t count = 0;
  float rarity = 0;  ///< log of (names / names that have it)
  std::uint32_t reserved = 0;
};

/// No entry in a hash table's slot.
inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

}  // namespace bibmill::directory
