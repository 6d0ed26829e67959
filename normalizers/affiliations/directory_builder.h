// Builds the image of an OrganisationDirectory. Pure; the same organisations in the same order give the same bytes.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "normalizers/affiliations/organisation.h"

namespace bibmill {

/// Labels that end with a country in brackets are found without it too ("ByteDance (China)"); words as in words.h.
/// Organisations must have different ids.
std::vector<std::byte> build_directory(std::span<const Organisation> organisations);

}  // namespace bibmill
