// What holds for the entries of every reader, whatever the text was.
#pragma once

#include <string_view>

#include "normalizers/model/entry.h"

namespace bibmill::fuzz {

/// Each entry and reject has its place in the text; each entry says what paper it is, becomes one line of
/// enriched.jsonl that is read back as the same entry, and one BibTeX entry that nothing in the text breaks out of.
void require_sound(const ReadResult& result, std::string_view text);

}  // namespace bibmill::fuzz
