// Gzip (RFC 1952) for the loopback server: bodies as the sources send them, and bombs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bibmill::testing_support {

std::string gzip(std::string_view text);

/// A gzip stream that unfolds to `size` blanks.
std::string gzip_bomb(std::size_t size);

}  // namespace bibmill::testing_support
