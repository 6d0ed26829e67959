// Short forms of given names: "Bob" for Robert, "Kr." for Kumar. Pure, thread-safe.
#pragma once

#include <string_view>

namespace bibmill {

/// Whether one of two folded given names is a customary short form of the other that does not begin it ("bob" and
/// "robert"), or a written abbreviation: two to four letters without a vowel, in the order of the name ("kr" of
/// "kumar", "chr" of "christian"). What merely begins the other ("rob") is not looked at.
bool is_short_form(std::string_view a, std::string_view b);

/// The name that a short form most often stands for ("bob" → "robert"); the name itself where none is known.
std::string_view formal_name(std::string_view folded);

}  // namespace bibmill
