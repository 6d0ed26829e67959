// How many people may share a name, by its form alone. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <string_view>

#include "normalizers/names/folded_name.h"
#include "pipeline/people/traits.h"

namespace bibmill {

/// In how few syllables of Hanyu Pinyin (tones and umlauts left out) a folded word can be read; 0: in none.
/// "xian" → 1, "smith" → 0.
std::size_t pinyin_syllables(std::string_view folded);

NameKind name_kind(const FoldedName& name);

}  // namespace bibmill
