// The files of one run, written in a fixed order, each beside its target and renamed into place.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "config/settings.h"
#include "normalizers/base/result.h"
#include "normalizers/model/change.h"
#include "normalizers/model/entry.h"
#include "normalizers/model/organisation_record.h"
#include "normalizers/model/person_record.h"
#include "normalizers/model/record.h"

namespace bibmill {

struct OutputPlan {
  std::filesystem::path folder;  ///< made when it is missing, parents too
  BibtexSettings bibtex;         ///< which fields go into references.bib, and in which encoding
};

/// What of a run goes beside the records, each as it is to be afterwards: nothing in it, the file goes; absent, an
/// earlier one stands.
struct OutputPages {
  std::optional<std::string> attention = "";  ///< text of attention.md
  std::optional<std::span<const Change>> changes = std::span<const Change>();
};

/// Writes enriched.jsonl and references.bib (input order), people.jsonl, organisations.jsonl, rejects.jsonl where there
/// are rejects, attention.md and changes.jsonl (stale ones are removed). A file that holds these bytes already is not
/// touched. Records are serialised in the TBB arena of the caller, a bounded number of them
/// in memory at a time. An Error is of kind storage and names the path and the remedy; files written before it are
/// complete, no file is ever half written.
Result<void> write_outputs(const OutputPlan& plan, std::span<const Record> records,
                           std::span<const PersonRecord> people, std::span<const OrganisationRecord> organisations,
                           std::span<const Reject> rejects, const OutputPages& pages = {});

}  // namespace bibmill
