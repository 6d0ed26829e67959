// How many identifiers go into one request line. Pure.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "connectors/codec.h"

namespace bibmill {

struct BatchLimits {
  std::size_t questions = 1;     ///< in one request
  std::size_t request_line = 0;  ///< bytes
};

/// The request for the leading questions of `asks`: as many as there may be and as fit, but at least one, which is sent
/// as it is. `piece` is a question's part of the target, encoded; pieces are joined by commas. `target` makes the whole
/// of the joined pieces and their number.
Encoded encode_list(std::span<const Ask> asks, const BatchLimits& limits, std::string_view accept,
                    const std::function<std::string(const Ask&)>& piece,
                    const std::function<std::string(std::string_view list, std::size_t count)>& target);

}  // namespace bibmill
