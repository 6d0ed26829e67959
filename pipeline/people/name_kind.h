// NameKind. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "normalizers/names/folded_name.h"

namespace bibmill {

/// How many people may share a name, by its form alone.
enum class NameKind : std::uint8_t {
  initials,      ///< "W. Wang"
  one_syllable,  ///< "Wei Wang": a common Chinese family name with one syllable has hundreds of bearers in computing
  syllables,     ///< "Xiaoming Wang"
  spelled,       ///< any other with a given name
};

constexpr bool tells_little(NameKind kind) { return kind == NameKind::initials || kind == NameKind::one_syllable; }

/// In how few syllables of Hanyu Pinyin (tones and umlauts left out) a folded word can be read; 0: in none.
/// "xian" → 1, "smith" → 0.
std::size_t pinyin_syllables(std::string_view folded);

NameKind name_kind(const FoldedName& name);

}  // namespace bibmill
