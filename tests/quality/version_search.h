// Search for the versions of one work among many, as the version sets ask for it.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "normalizers/model/source_record.h"
#include "pipeline/match/policy.h"
#include "tests/quality/outcome.h"

namespace bibmill::quality {

/// A work, and the DOIs of those of its versions that are among the records searched; none: nothing is to be found.
struct VersionQuestion {
  SourceRecord work;
  std::vector<Doi> versions;
};

/// "Baker, David; Pryce, Gareth".
std::vector<Person> people_of(std::string_view list);

/// Each question searched among all records. Right where every linked record has one of the DOIs.
std::vector<Outcome> search_versions(const std::vector<VersionQuestion>& questions,
                                     const std::vector<SourceRecord>& records, const MatchPolicy& policy);

/// All versions of all medRxiv preprints of bench/medrxiv.
std::vector<SourceRecord> medrxiv_preprints(const std::filesystem::path& bench);

}  // namespace bibmill::quality
