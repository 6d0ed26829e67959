// Dates in a user's JSON object. Pure, thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "normalizers/dates/partial_date.h"

namespace bibmill {

/// "2020-05", or CSL's {"date-parts": [[2020, 5]]}, given as JSON text.
std::optional<PartialDate> json_date(std::string_view value);

}  // namespace bibmill
