// The text of a pin file, changed by one pin; every other line stays as it is, byte for byte. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "normalizers/model/pin.h"

namespace bibmill {

/// With `pin` added to what is pinned for the same key already: a field replaces the same field, and "not a paper" and
/// fields replace each other.
std::string with_pin_added(std::string_view text, const Pin& pin);

/// Without the pins of the key; nullopt: there is none.
std::optional<std::string> with_pin_removed(std::string_view text, std::string_view key);

}  // namespace bibmill
