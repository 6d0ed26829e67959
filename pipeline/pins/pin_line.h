// One line of a pin file, read and written: `KEY doi=10.1145/3767295.3769316 title="A Better Title"`. Pure,
// thread-safe.
//
// A pin file stands beside its list ("reading-list.md.pins"), so that it can be committed and reviewed with it. A line
// is a citation key and assignments, separated by blanks; values with blanks are quoted, with \" and \\ inside. Empty
// lines and lines that begin with # are left alone.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/base/result.h"
#include "normalizers/model/pin.h"

namespace bibmill {

/// The pin without file and line; nullopt: the line says nothing. An Error of kind input says what is wrong and what
/// there is instead.
Result<std::optional<Pin>> parse_pin_line(std::string_view line);

/// From a key and assignments that are apart already ("doi=10.1/x", "title=A Title", "not-a-paper").
Result<Pin> parse_pin(std::string_view key, std::span<const std::string> assignments);

/// The line that parse_pin_line() reads as this pin, without line end.
std::string to_pin_line(const Pin& pin);

/// What can be pinned, for people: "doi=, …, not-a-paper".
std::string pinnable();

/// The file that holds the pins of a list; empty for standard input.
std::string pin_file_of(std::string_view list);

}  // namespace bibmill
