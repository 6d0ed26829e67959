// How a published work's preprint is asked for when nobody links it and its title may have changed. Pure, thread-safe.
#pragma once

#include <optional>

#include "connectors/query.h"
#include "normalizers/model/work.h"

namespace bibmill {

/// By the work's DOI, which authors may have noted with their preprint, and by its first and last author together:
/// lists of authors change between versions, their ends seldom do (first and last are the same in nine of ten published
/// medRxiv preprints), and two full names leave few papers to compare. By the DOI alone where fewer than two people are
/// known; nullopt without either.
std::optional<ByPreprintOf> preprint_question(const Work& work);

}  // namespace bibmill
