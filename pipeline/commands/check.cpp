#include "pipeline/commands/check.h"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <set>
#include <utility>

#include "normalizers/text/unicode.h"
#include "pipeline/check/check_outputs.h"
#include "pipeline/parallel/thread_limit.h"
#include "pipeline/pins/apply_pins.h"
#include "pipeline/read/file_bytes.h"
#include "pipeline/read/read.h"
#include "pipeline/report/exit_code.h"
#include "pipeline/write/atomic_file.h"
#include "pipeline/write/bibtex.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

/// The last line of the text format.
std::string verdict(const CheckSubject& subject, std::span<const Finding> findings, const FailOn& fail_on) {
  std::size_t errors = 0;
  for (const Finding& finding : findings) errors += fail_on.selects(finding.kind) ? 1U : 0U;
  const std::size_t warnings = findings.size() - errors;
  const std::string records = counted(subject.stored.records.size(), "record");
  const std::string folder = printable(subject.folder.string());
  const std::string also = warnings > 0 ? "; " + counted(warnings, "warning") : std::string();
  if (errors == 0) return fmt::format("{}: {}, valid, complete and up to date{}\n", folder, records, also);
  return fmt::format("{}: {}, {}{}\n", folder, records, counted(errors, "error"), also);
}

}  // namespace

Result<int> check_command(const CommandLine& line, const Settings& settings) {
  const ThreadLimit threads(settings.jobs);
  Result<InputsRead> list = read_inputs(line.check.inputs, std::cin);
  if (!list) return tl::unexpected(list.error());
  const PinPlaces places{line.folder, settings.paths.state};
  if (const auto pinned = pin_entries(line.check.inputs, places, settings.resolve.denied_prefixes, *list); !pinned)
    return tl::unexpected(pinned.error());
  CheckSubject subject;
  subject.folder = line.folder;
  subject.list = std::move(*list);
  Result<StoredRecords> stored = read_stored_records(subject.folder);
  if (!stored) return tl::unexpected(stored.error());
  subject.stored = std::move(*stored);
  subject.references = bytes_of_file((subject.folder / "references.bib").string()).value_or(std::nullopt);
  const std::vector<Finding> findings = check_outputs(subject, settings.bibtex);
  std::cout << format_findings(findings, line.check.fail_on, line.check.format);
  if (line.check.format == FindingFormat::text && !line.quiet)
    std::cout << verdict(subject, findings, line.check.fail_on);
  return line.check.fail_on.selects_any(findings) ? kExitAttention : kExitFine;
}

Result<int> render_command(const CommandLine& line, const Settings& settings) {
  const ThreadLimit threads(settings.jobs);
  const fs::path folder = line.folder;
  const Result<StoredRecords> stored = read_stored_records(folder);
  if (!stored) return tl::unexpected(stored.error());
  if (!stored->bad_lines.empty()) {
    const StoredRecords::BadLine& bad = stored->bad_lines.front();
    return fail(ErrorKind::input, fmt::format("{}:{}: {}; run 'bibmill enrich' again",
                                              (folder / "enriched.jsonl").string(), bad.line, bad.reason));
  }
  std::set<std::string_view> ids;
  for (const Record& record : stored->records) {
    if (!ids.insert(record.id).second)
      return fail(ErrorKind::input, fmt::format("{}: two records have the id {}; run 'bibmill enrich' again",
                                                (folder / "enriched.jsonl").string(), record.id));
  }
  const fs::path file = folder / "references.bib";
  const Result<void> written =
      write_file_atomically(file, bibliography(stored->records, settings.bibtex), kOutputFolder);
  if (!written) return tl::unexpected(written.error());
  if (!line.quiet)
    std::cout << fmt::format("{}: {}\n", printable(file.string()), counted(stored->records.size(), "record"));
  return kExitFine;
}

}  // namespace bibmill
