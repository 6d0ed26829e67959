// A pin file, and its text changed by one pin: every other line stays as it is, byte for byte. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "normalizers/base/result.h"
#include "normalizers/model/pin.h"

namespace bibmill {

/// What stands in it; nullopt: it is not there. An Error of kind input when it is there and cannot be read, or would be
/// waited for (a pipe).
Result<std::optional<std::string>> bytes_of_pin_file(const std::string& file);

/// Both pins are of one entry and cannot both be obeyed: a field has two values, or it is a paper and none.
bool contradict(const Pin& earlier, const Pin& pin);
/// What both pin; where they contradict each other, the later one counts.
Pin joined(Pin earlier, const Pin& pin);

/// With `pin` added to what is pinned for the same key already: a field replaces the same field, and "not a paper" and
/// fields replace each other.
std::string with_pin_added(std::string_view text, const Pin& pin);

/// Without the pins of the key; nullopt: there is none.
std::optional<std::string> with_pin_removed(std::string_view text, std::string_view key);

}  // namespace bibmill
