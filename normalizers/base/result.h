// Result<T>: a value, or the Error that kept us from having it. Operations return it; only construction throws.
#pragma once

#include <tl/expected.hpp>

#include "normalizers/base/error.h"

namespace bibmill {

template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorKind::decode, "…")` from a function that returns Result<T>.
inline tl::unexpected<Error> fail(ErrorKind kind, std::string message) {
  return tl::unexpected<Error>(Error(kind, std::move(message)));
}

}  // namespace bibmill
