// Unicode hygiene for text from users and sources. Pure, thread-safe; malformed UTF-8 never fails, it becomes U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bibmill {

bool is_valid_utf8(std::string_view text);

/// NFC, with malformed bytes replaced by U+FFFD.
std::string nfc(std::string_view text);

/// Runs of white space (also NBSP, thin space, newlines) become one blank; none at the ends; zero-width characters,
/// soft hyphens and C0/C1 controls are dropped.
std::string collapse_space(std::string_view text);

/// At most `max_bytes` bytes, cut at a character boundary, with "…" when cut.
std::string shorten(std::string_view text, std::size_t max_bytes);

/// Safe to print on a terminal or in a log: controls and escape sequences are shown as \xNN, white space collapsed.
std::string printable(std::string_view text);

/// ASCII-only lower-casing.
std::string ascii_lower(std::string_view text);

/// Removes ASCII white space at both ends.
std::string_view trim(std::string_view text);

}  // namespace bibmill
