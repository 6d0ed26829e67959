#include "connectors/wire/refusals.h"

#include <fmt/format.h>

#include <algorithm>

namespace bibmill {

Error status_error(std::string_view source, int status, std::string_view words) {
  return Error(status >= 500 ? ErrorKind::server : ErrorKind::rejected,
               fmt::format("{} answered with status {}{}{}", source, status, words.empty() ? "" : ": ", words));
}

std::optional<Error> other_records(std::string_view source, std::span<const KeyAnswer> answers, std::size_t received) {
  const bool answered =
      std::ranges::any_of(answers, [](const KeyAnswer& answer) { return answer.state == KeyAnswer::State::found; });
  if (received == 0 || answered) return std::nullopt;
  return Error(ErrorKind::decode, fmt::format("{} answered with other records than those asked for", source));
}

}  // namespace bibmill
