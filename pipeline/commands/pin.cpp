#include "pipeline/commands/pin.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>
#include <utility>

#include "normalizers/text/unicode.h"
#include "pipeline/pins/apply_pins.h"
#include "pipeline/pins/pin_file.h"
#include "pipeline/pins/pin_line.h"
#include "pipeline/report/exit_code.h"
#include "pipeline/state/citation_keys.h"
#include "pipeline/stored/stored_records.h"
#include "pipeline/write/atomic_file.h"

namespace bibmill {
namespace {

namespace fs = std::filesystem;

struct Subject {
  std::string identity;
  std::string list;
};

Result<Subject> find_entry(const CommandLine& line) {
  const Result<StoredRecords> stored = read_stored_records(line.folder);
  if (!stored) return tl::unexpected(stored.error());
  const auto found = std::ranges::find(stored->records, line.pin.key, &Record::id);
  if (found == stored->records.end()) {
    return fail(ErrorKind::input, fmt::format("{} has no entry {}; its keys are those of references.bib",
                                              (fs::path(line.folder) / "enriched.jsonl").string(), line.pin.key));
  }
  const auto place = static_cast<std::size_t>(found - stored->records.begin());
  return Subject{entry_identities(stored->records)[place], found->entry.file};
}

Result<std::string> list_of(const CommandLine& line, const std::string& recorded) {
  const std::string list = line.pin.list.value_or(recorded);
  std::error_code error;
  if (pin_file_of(list).empty() || !fs::exists(list, error)) {
    return fail(ErrorKind::input, fmt::format("the list '{}' is not there; name it with --list", list));
  }
  return list;
}

Result<void> write_pin_file(const std::string& file, std::string_view text) {
  return write_file_atomically(file, text, "list with --list");
}

Result<std::string> text_of(const std::string& file) {
  Result<std::optional<std::string>> bytes = bytes_of_pin_file(file);
  if (!bytes) return tl::unexpected(bytes.error());
  return std::move(*bytes).value_or("");
}

/// The pin files of the lists that the outputs name, or of the list that was named.
Result<std::set<std::string>> pin_files(const CommandLine& line) {
  if (line.pin.list) return std::set<std::string>{pin_file_of(*line.pin.list)};
  const Result<StoredRecords> stored = read_stored_records(line.folder);
  if (!stored) return tl::unexpected(stored.error());
  std::set<std::string> files;
  for (const Record& record : stored->records) files.insert(pin_file_of(record.entry.file));
  return files;
}

/// Of any list of the outputs: an entry that is pinned as no paper has no record.
Result<int> remove_pin(const CommandLine& line) {
  const Result<std::set<std::string>> files = pin_files(line);
  if (!files) return tl::unexpected(files.error());
  for (const std::string& file : *files) {
    const Result<std::string> text = text_of(file);
    if (!text) return tl::unexpected(text.error());
    const std::optional<std::string> changed = with_pin_removed(*text, line.pin.key);
    if (!changed) continue;
    if (const Result<void> written = write_pin_file(file, *changed); !written) return tl::unexpected(written.error());
    std::cout << fmt::format("{}: nothing is pinned for {} any more\n", printable(file), printable(line.pin.key));
    return kExitFine;
  }
  return fail(ErrorKind::input, fmt::format("nothing is pinned for {} in {}; name the list with --list", line.pin.key,
                                            fmt::join(*files, ", ")));
}

}  // namespace

Result<int> pin_command(const CommandLine& line, const Settings& settings) {
  if (line.pin.remove) return remove_pin(line);
  Result<Pin> pin = parse_pin(line.pin.key, line.pin.assignments);
  if (!pin) return tl::unexpected(pin.error());
  if (std::optional<std::string> refusal = refusal_of(*pin, settings.resolve.denied_prefixes))
    return fail(ErrorKind::input, *std::move(refusal));
  const Result<Subject> subject = find_entry(line);
  if (!subject) return tl::unexpected(subject.error());
  const Result<std::string> list = list_of(line, subject->list);
  if (!list) return tl::unexpected(list.error());
  pin->entry = subject->identity;
  const std::string file = pin_file_of(*list);
  const Result<std::string> text = text_of(file);
  if (!text) return tl::unexpected(text.error());
  const std::string changed = with_pin_added(*text, *pin);
  if (const Result<void> written = write_pin_file(file, changed); !written) return tl::unexpected(written.error());
  std::cout << fmt::format("{}: {}\n", printable(file), printable(to_pin_line(*pin)));
  return kExitFine;
}

}  // namespace bibmill
