#include "pipeline/unchanged_run.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <utility>
#include <vector>

#include "config/keys.h"
#include "connectors/replay/fingerprint.h"
#include "pipeline/report/exit_code.h"
#include "pipeline/report/stored_report.h"
#include "pipeline/run_policies.h"
#include "pipeline/write/companion_json.h"

namespace bibmill {
namespace {

/// Size and time of last change, as `make` tells files apart; "" when it is not there.
std::string stamp_of(const std::filesystem::path& file) {
  struct stat status{};
  if (stat(file.c_str(), &status) != 0) return "";
  return fmt::format("{} {}.{}", status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

/// Of all that decides the bytes of the outputs besides the Records, and of the outputs themselves.
std::string fingerprint_of(const RunRequest& request, const Settings& settings, std::span<const Reject> rejects,
                           const std::string& records) {
  Fingerprint fingerprint;
  fingerprint.add(records);
  for (const Reject& reject : rejects) fingerprint.add(to_json_line(reject));
  fingerprint.add(request.only_new ? "new" : "all");
  for (const std::string& key : known_keys(settings)) {
    if (key.starts_with("bibtex.")) fingerprint.add(print_key(settings, key));
  }
  // Another build of the program may deduplicate and write otherwise.
  fingerprint.add(stamp_of("/proc/self/exe"));
  for (const char* name : kOutputNames) fingerprint.add(stamp_of(std::filesystem::path(request.out) / name));
  return fingerprint.str();
}

}  // namespace

std::optional<RunOutcome> unchanged_outcome(const RunRequest& request, const Settings& settings,
                                            const RunOutcome& begun, Ledger& ledger, std::span<const Entry> entries) {
  if (request.out == "-" || !ledger.all_stand()) return std::nullopt;
  const Result<std::optional<WrittenOutputs>> written = ledger.store().outputs(request.out);
  if (!written || !*written) return std::nullopt;
  const RunReport& read = begun.report;
  if ((*written)->fingerprint != fingerprint_of(request, settings, read.rejects, ledger.fingerprint(entries)))
    return std::nullopt;
  std::optional<StoredReport> stored = parse_stored_report((*written)->report);
  if (!stored) return std::nullopt;
  RunOutcome outcome;
  outcome.report = std::move(stored->report);
  outcome.report.pages = read.pages;
  outcome.report.rejects = read.rejects;
  outcome.report.not_papers = read.not_papers;
  outcome.report.not_due = entries.size();
  outcome.report.only_new = request.only_new;
  outcome.report.since = SinceLastRun{std::move(stored->seen), request.only_new, {}};
  outcome.report.unchanged = true;
  for (const std::size_t index : stored->attention) {
    std::optional<Record> record = index < entries.size() ? ledger.standing(index) : std::nullopt;
    if (!record) return std::nullopt;
    outcome.records.push_back(*std::move(record));
  }
  describe_outputs(outcome.report, output_plan(request, settings));
  outcome.exit_code = exit_code(outcome.report, Resolver::Tally());
  return outcome;
}

Result<void> mark_outputs(const RunRequest& request, const Settings& settings, const RunReport& report, Ledger& ledger,
                          std::span<const Record> records) {
  WrittenOutputs written;
  written.fingerprint = fingerprint_of(request, settings, report.rejects, ledger.fingerprint(records));
  written.report = to_stored_report(report, records);
  return ledger.store().set_outputs(request.out, written, ledger.told_now(records));
}

}  // namespace bibmill
