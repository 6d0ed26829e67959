// The marks in front of a title: dates, venues, topics, pictographs. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "pipeline/read/markdown_head.h"

namespace bibmill::markdown {

/// ":scroll:", ":star:": a pictograph by its name.
bool is_shortcode(std::string_view text);

std::string_view without_pictographs(std::string_view text);

/// Where the bracket that closes the one at `open` stands; npos when there is none.
std::size_t closing_bracket(std::string_view text, std::size_t open, char open_char, char close_char);

/// Takes date, venue, topic and pictographs off the front, into `head`; what is left is the title's own text.
std::string take_front_marks(std::string_view text, Head& head);

}  // namespace bibmill::markdown
