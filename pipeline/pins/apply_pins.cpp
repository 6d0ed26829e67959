#include "pipeline/pins/apply_pins.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "normalizers/text/unicode.h"
#include "pipeline/check/stored_assignment.h"
#include "pipeline/check/stored_records.h"
#include "pipeline/pins/pin_line.h"

namespace bibmill {
namespace {

constexpr std::size_t kShownBytes = 200;

Reject reject_line(const std::string& file, std::size_t line, std::string reason, std::string_view text) {
  return {file, line, 0, std::move(reason), shorten(text, kShownBytes)};
}

void read_pin_file(std::istream& in, const std::string& file, PinsRead& read) {
  std::string text;
  for (std::size_t line = 1; std::getline(in, text); ++line) {
    Result<std::optional<Pin>> pin = parse_pin_line(text);
    if (!pin) {
      read.rejects.push_back(reject_line(file, line, pin.error().message, text));
    } else if (*pin) {
      (*pin)->file = file;
      (*pin)->line = line;
      read.pins.push_back(*std::move(*pin));
    }
  }
}

/// The places of the entries, by all names that a pin may give.
class Places {
 public:
  Places(std::span<const Entry> entries, std::span<const Record> stored) {
    const StoredAssignment assignment = assign_stored(entries, stored);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      by_identity_.emplace(assignment.identities[i], i);
      if (entries[i].key) by_key_.emplace(*entries[i].key, i);
      const auto record = assignment.record_of[i] ? assignment.record_of[i] : assignment.earlier_of[i];
      if (record) by_key_.emplace(stored[*record].id, i);
    }
  }

  std::optional<std::size_t> find(const Pin& pin) const {
    for (const auto& [map, name] : {std::pair(&by_identity_, &pin.entry), {&by_key_, &pin.key}}) {
      if (const auto found = map->find(*name); found != map->end()) return found->second;
    }
    return std::nullopt;
  }

 private:
  std::map<std::string, std::size_t, std::less<>> by_identity_;
  std::map<std::string, std::size_t, std::less<>> by_key_;
};

}  // namespace

Result<PinsRead> read_pins(std::span<const std::string> inputs) {
  PinsRead read;
  for (const std::string& input : inputs) {
    const std::string file = pin_file_of(input);
    std::error_code error;
    if (file.empty() || !std::filesystem::exists(file, error)) continue;
    std::ifstream in(file, std::ios::binary);
    if (in) read_pin_file(in, file, read);
    if (!in.is_open() || in.bad())
      return fail(ErrorKind::input, fmt::format("cannot read the pins in '{}'", printable(file)));
  }
  return read;
}

std::size_t apply_pins(std::span<const Pin> pins, std::span<const Record> stored, ReadResult& list) {
  if (pins.empty()) return 0;
  const Places places(list.entries, stored);
  for (const Pin& pin : pins) {
    if (const std::optional<std::size_t> place = places.find(pin)) {
      list.entries[*place].pin = std::make_shared<const Pin>(pin);
      continue;
    }
    list.rejects.push_back(reject_line(
        pin.file, pin.line,
        fmt::format("no entry of the list has the key {}: the pin does nothing; correct it or remove the line",
                    printable(pin.key)),
        to_pin_line(pin)));
  }
  return std::erase_if(list.entries, [](const Entry& entry) { return entry.pin && entry.pin->not_a_paper; });
}

Result<std::size_t> pin_entries(std::span<const std::string> inputs, const std::filesystem::path& folder,
                                ReadResult& list) {
  Result<PinsRead> read = read_pins(inputs);
  if (!read) return tl::unexpected(read.error());
  std::ranges::move(read->rejects, std::back_inserter(list.rejects));
  if (read->pins.empty()) return 0;
  Result<StoredRecords> stored = read_stored_records(folder);
  const std::size_t taken_out = apply_pins(read->pins, stored ? stored->records : std::vector<Record>(), list);
  for (std::size_t i = 0; i < list.entries.size(); ++i) list.entries[i].ordinal = i;
  return taken_out;
}

}  // namespace bibmill
