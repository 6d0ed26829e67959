// What `bibmill check` finds: whether the outputs are valid, complete and up to date with the list. Pure, no network.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/settings.h"
#include "normalizers/model/entry.h"
#include "pipeline/check/finding.h"
#include "pipeline/stored/stored_records.h"

namespace bibmill {

struct CheckSubject {
  ReadResult list;                        ///< all inputs as they read today
  StoredRecords stored;                   ///< enriched.jsonl
  std::optional<std::string> references;  ///< the bytes of references.bib; nullopt: there is none
  std::filesystem::path folder;           ///< of the outputs, for the places of findings
};

/// In the order of the list, then of enriched.jsonl; references.bib last. A record belongs to an entry when what the
/// user wrote is the same, wherever it stands (CONTRACTS §4: entry.hash with its occurrence); an entry that continues a
/// record's entry by key, identifier or title is stale rather than missing.
std::vector<Finding> check_outputs(const CheckSubject& subject, const BibtexSettings& style);

}  // namespace bibmill
