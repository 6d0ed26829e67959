// Evidence: what one kind of fact says about two descriptions being of the same work.
#pragma once

#include <cstdint>

namespace bibmill {

/// Unknown (a side says nothing) is never disagreement.
enum class Evidence : std::uint8_t { unknown, agrees, near, differs };

}  // namespace bibmill
