#include "connectors/wire/batch.h"

#include <algorithm>
#include <utility>

#include "connectors/wire/url.h"

namespace bibmill {

Encoded encode_list(std::span<const Ask> asks, const BatchLimits& limits, std::string_view accept,
                    const std::function<std::string(const Ask&)>& piece,
                    const std::function<std::string(std::string_view list, std::size_t count)>& target) {
  std::string list;
  std::size_t taken = 0;
  for (const Ask& ask : asks.first(std::min(asks.size(), std::max<std::size_t>(limits.questions, 1)))) {
    std::string longer = list + (taken == 0 ? "" : ",") + piece(ask);
    if (taken > 0 && request_line_length(target(longer, taken + 1)) > limits.request_line) break;
    list = std::move(longer);
    ++taken;
  }
  return Encoded{SourceRequest{target(list, taken), std::string(accept)}, taken};
}

}  // namespace bibmill
