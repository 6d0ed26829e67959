// The composed DBLP dump of corpus/, read in place.
#pragma once

#include <filesystem>
#include <vector>

#include "normalizers/model/source_record.h"

namespace bibmill::quality {

/// Its articles and papers in order; records that cannot be read are left out. Empty where the file is absent.
std::vector<SourceRecord> dblp_corpus(const std::filesystem::path& corpus);

}  // namespace bibmill::quality
