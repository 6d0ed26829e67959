// Old files: bytes that are not UTF-8. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace bibmill {

/// The text itself when it is UTF-8. Otherwise every byte from 0x80 that is no part of a valid UTF-8 sequence is read
/// as Windows-1252 (which holds Latin-1), so that no letter is lost. Line breaks stay where they are.
std::string to_utf8(std::string_view text);

}  // namespace bibmill
