// Makes JSON text acceptable to simdjson 3.0.1 where real deposits are not: lone surrogate escapes and bytes that are
// no UTF-8. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace bibmill {

/// Every escaped lone surrogate ("\ud800" without its partner) becomes "\ufffd". The length stays.
std::string repair_surrogates(std::string_view json);

/// Every byte that belongs to no well-formed UTF-8 sequence becomes `replacement`.
std::string replace_invalid_utf8(std::string_view text, std::string_view replacement);

}  // namespace bibmill
