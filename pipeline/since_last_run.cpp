#include "pipeline/since_last_run.h"

#include <utility>

#include "pipeline/report/attention.h"
#include "pipeline/report/stored_report.h"

namespace bibmill {

Result<void> find_news(const RunRequest& request, Ledger& ledger, std::span<const Record> records, RunReport& report) {
  const Result<std::optional<WrittenOutputs>> written = ledger.store().outputs(request.out);
  if (!written) return tl::unexpected(written.error());
  if (!*written) return {};
  std::optional<StoredReport> last = parse_stored_report((*written)->report);
  if (!last) return {};
  report.since = SinceLastRun{std::move(last->seen), last->report.only_new, ledger.changes(records)};
  count_news(report, records);
  return {};
}

OutputPages output_pages(const RunReport& report, std::span<const Record> records) {
  OutputPages pages;
  if (!report.since) {
    pages.attention = attention_page(records, report.rejects);
    return pages;
  }
  const SinceLastRun& since = *report.since;
  if (since.changes.empty()) {
    pages.changes.reset();
  } else {
    pages.changes = since.changes;
  }
  if (report.only_new && since.only_new && !has_news(report, records)) {
    pages.attention.reset();
  } else {
    pages.attention = attention_page(records, report.rejects, report.only_new ? since.seen : AttentionMarks());
  }
  return pages;
}

}  // namespace bibmill
