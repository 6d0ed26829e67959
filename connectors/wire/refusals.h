// Refusals: answers that answer nothing, told apart in the same way by every codec. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "connectors/codec.h"
#include "normalizers/base/error.h"

namespace bibmill {

/// A status that the codec knows no meaning of: server from 500 on, else rejected. `words` are the source's own,
/// shortened and printable already.
Error status_error(std::string_view source, int status, std::string_view words = {});

/// decode, when `received` records came for a list of identifiers and not one answers any of them.
std::optional<Error> other_records(std::string_view source, std::span<const KeyAnswer> answers, std::size_t received);

}  // namespace bibmill
