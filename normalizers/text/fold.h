// Folding: the form of a text that ignores what typesetting and habits change. Pure, thread-safe. Unicode per UAX 15
// (NFKD) and case folding by utf8proc; malformed UTF-8 is read as U+FFFD and never fails.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bibmill {

/// Lower case, no accents, ligatures opened (ß → ss, æ → ae, ø → o, ł → l), every run of other characters than letters
/// and digits is one blank, none at the ends. "Gödel:  A Test-Time…" → "godel a test time". Letters of other scripts
/// stay (folded).
std::string fold_title(std::string_view text);

/// fold_title split at its blanks.
std::vector<std::string> fold_words(std::string_view text);

}  // namespace bibmill
