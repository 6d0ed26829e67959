#include "pipeline/commands/pin.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

#include "normalizers/text/unicode.h"
#include "pipeline/check/stored_records.h"
#include "pipeline/pins/pin_file.h"
#include "pipeline/pins/pin_line.h"
#include "pipeline/report/exit_code.h"
#include "pipeline/state/citation_keys.h"
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

std::string text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

Result<int> remove_pin(const CommandLine& line) {
  const Result<Subject> subject = line.pin.list ? Result<Subject>(Subject{"", *line.pin.list}) : find_entry(line);
  if (!subject) return tl::unexpected(subject.error());
  const Result<std::string> list = list_of(line, subject->list);
  if (!list) return tl::unexpected(list.error());
  const std::string file = pin_file_of(*list);
  const std::optional<std::string> changed = with_pin_removed(text_of(file), line.pin.key);
  if (!changed) return fail(ErrorKind::input, fmt::format("{} pins nothing for {}", file, line.pin.key));
  if (const Result<void> written = write_pin_file(file, *changed); !written) return tl::unexpected(written.error());
  std::cout << fmt::format("{}: nothing is pinned for {} any more\n", printable(file), printable(line.pin.key));
  return kExitFine;
}

}  // namespace

Result<int> pin_command(const CommandLine& line) {
  if (line.pin.remove) return remove_pin(line);
  Result<Pin> pin = parse_pin(line.pin.key, line.pin.assignments);
  if (!pin) return tl::unexpected(pin.error());
  const Result<Subject> subject = find_entry(line);
  if (!subject) return tl::unexpected(subject.error());
  const Result<std::string> list = list_of(line, subject->list);
  if (!list) return tl::unexpected(list.error());
  pin->entry = subject->identity;
  const std::string file = pin_file_of(*list);
  const std::string changed = with_pin_added(text_of(file), *pin);
  if (const Result<void> written = write_pin_file(file, changed); !written) return tl::unexpected(written.error());
  std::cout << fmt::format("{}: {}\n", printable(file), printable(to_pin_line(*pin)));
  return kExitFine;
}

}  // namespace bibmill
