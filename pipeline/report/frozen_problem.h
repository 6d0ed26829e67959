// Why a frozen run ends. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "normalizers/model/entry.h"

namespace bibmill {

/// Names the entries about which somebody would have to be asked, and what to do; `unasked`: their places.
std::string frozen_problem(std::span<const Entry> entries, std::span<const std::size_t> unasked);

}  // namespace bibmill
