// Bytes of a file as text: other encodings, old line ends, and files that are no text at all. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "normalizers/base/result.h"

namespace bibmill {

/// A whole input as the readers take it: without byte order mark, UTF-16 decoded, and a lone CR (line end of old Macs)
/// made LF; other bytes as they are. UTF-16 is told by its mark, and without one where it cannot be anything else:
/// every other byte of a quarter of its characters is zero, and all of it decodes. Error (input): a PDF, an image, an
/// archive or other bytes that are no text, with what to do about it.
Result<std::string> text_of_file(std::string bytes);

/// The text itself when it is UTF-8. Otherwise every byte from 0x80 that is no part of a valid UTF-8 sequence is read
/// as Windows-1252 (which holds Latin-1), so that no letter is lost. Line breaks stay where they are.
std::string to_utf8(std::string_view text);

}  // namespace bibmill
