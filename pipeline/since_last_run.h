// What a run tells that the run before it into the same folder did not.
#pragma once

#include <span>

#include "normalizers/model/record.h"
#include "pipeline/report/run_report.h"
#include "pipeline/run.h"
#include "pipeline/state/ledger.h"
#include "pipeline/write/outputs.h"

namespace bibmill {

/// Sets `since` and what is counted from it, where a run into the folder has ended before. All Records of the run, as
/// they are written. Error storage.
Result<void> find_news(const RunRequest& request, Ledger& ledger, std::span<const Record> records, RunReport& report);

/// attention.md and changes.jsonl after find_news(). A run without news leaves changes.jsonl alone, and with
/// --attention new attention.md too: what they say has not been overtaken. `report` outlives the pages.
OutputPages output_pages(const RunReport& report, std::span<const Record> records);

}  // namespace bibmill
