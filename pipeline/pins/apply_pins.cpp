#include "pipeline/pins/apply_pins.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "normalizers/text/unicode.h"
#include "pipeline/pins/pin_file.h"
#include "pipeline/pins/pin_line.h"
#include "pipeline/read/encoding.h"
#include "pipeline/state/state_store.h"
#include "pipeline/stored/stored_assignment.h"
#include "pipeline/stored/stored_records.h"

namespace bibmill {
namespace {

constexpr std::size_t kShownBytes = 200;

Reject reject_line(const std::string& file, std::size_t line, std::string reason, std::string_view text) {
  return {file, line, 0, std::move(reason), shorten(text, kShownBytes)};
}

void read_pin_file(std::string_view text, const std::string& file, PinsRead& read) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    Result<std::optional<Pin>> pin = parse_pin_line(line);
    if (!pin) {
      read.rejects.push_back(reject_line(file, number, pin.error().message, line));
    } else if (*pin) {
      (*pin)->file = file;
      (*pin)->line = number;
      read.pins.push_back(*std::move(*pin));
    }
  }
}

/// The places of the entries, by all names that a pin may give.
class Places {
 public:
  Places(std::span<const Entry> entries, std::span<const Record> stored)
      : entries_(entries), assignment_(assign_stored(entries, stored)) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      by_identity_.emplace(assignment_.identities[i], i);
      if (entries[i].key) by_key_.emplace(*entries[i].key, i);
      const auto record = assignment_.record_of[i] ? assignment_.record_of[i] : assignment_.earlier_of[i];
      if (record) by_key_.emplace(stored[*record].id, i);
    }
  }

  std::optional<std::size_t> find(const Pin& pin) const {
    for (const auto& [map, name] : {std::pair(&by_identity_, &pin.entry), {&by_key_, &pin.key}}) {
      if (const auto found = map->find(*name); found != map->end()) return found->second;
    }
    return std::nullopt;
  }

  /// Of the pin's list, that has no record of its own and continues the entry of these facts.
  std::optional<std::size_t> find_heir(const Pin& pin, EntryFacts facts) const {
    facts.file.clear();
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const bool is_free = !assignment_.record_of[i] && !assignment_.earlier_of[i];
      if (!is_free || pin_file_of(entries_[i].file) != pin.file) continue;
      const EntryFacts added[] = {facts_of(entries_[i], assignment_.identities[i], "")};
      if (continued_entries(added, std::span(&facts, 1)).front()) return i;
    }
    return std::nullopt;
  }

 private:
  std::span<const Entry> entries_;
  StoredAssignment assignment_;
  std::map<std::string, std::size_t, std::less<>> by_identity_;
  std::map<std::string, std::size_t, std::less<>> by_key_;
};

/// Looks into a state only where a pin needs it and there is one.
class StateMemory {
 public:
  explicit StateMemory(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::optional<EntryFacts> operator()(const Pin& pin) {
    std::error_code ignored;
    if (!store_ && !error_ && std::filesystem::exists(folder_ / "state.db", ignored)) {
      Result<StateStore> opened = StateStore::open(folder_);
      if (opened) {
        store_.emplace(std::move(*opened));
      } else {
        error_ = opened.error();
      }
    }
    if (!store_) return std::nullopt;
    Result<std::optional<EntryFacts>> facts = store_->facts_named(pin.entry, pin.key);
    if (facts) return std::move(*facts);
    error_ = facts.error();
    return std::nullopt;
  }

  const std::optional<Error>& error() const { return error_; }

 private:
  std::filesystem::path folder_;
  std::optional<StateStore> store_;
  std::optional<Error> error_;
};

}  // namespace

Result<PinsRead> read_pins(std::span<const std::string> inputs) {
  PinsRead read;
  for (const std::string& input : inputs) {
    const std::string file = pin_file_of(input);
    if (file.empty()) continue;
    Result<std::optional<std::string>> bytes = bytes_of_pin_file(file);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) continue;
    const Result<std::string> text = text_of_file(**std::move(bytes));
    if (text) {
      read_pin_file(*text, file, read);
    } else {
      read.rejects.push_back({file, 1, 0, text.error().message, ""});
    }
  }
  return read;
}

std::size_t apply_pins(std::span<const Pin> pins, std::span<const Record> stored, ReadResult& list,
                       const PinMemory& memory) {
  if (pins.empty()) return 0;
  const Places places(list.entries, stored);
  for (const Pin& pin : pins) {
    const auto refuse = [&](std::string why) {
      list.rejects.push_back(reject_line(pin.file, pin.line, std::move(why), to_pin_line(pin)));
    };
    std::optional<std::size_t> place = places.find(pin);
    if (!place && memory) {
      if (std::optional<EntryFacts> facts = memory(pin)) place = places.find_heir(pin, *std::move(facts));
    }
    if (!place) {
      refuse(fmt::format("no entry of the list has the key {}: the pin does nothing; correct it or remove the line",
                         printable(pin.key)));
      continue;
    }
    std::shared_ptr<const Pin>& placed = list.entries[*place].pin;
    if (placed && contradict(*placed, pin)) {
      refuse(fmt::format("line {} pins something else for the same entry", placed->line));
      continue;
    }
    placed = std::make_shared<const Pin>(placed ? joined(*placed, pin) : pin);
  }
  return std::erase_if(list.entries, [](const Entry& entry) { return entry.pin && entry.pin->not_a_paper; });
}

std::optional<std::string> refusal_of(const Pin& pin, std::span<const std::string> denied_prefixes) {
  if (!pin.fixed.doi || std::ranges::find(denied_prefixes, pin.fixed.doi->prefix()) == denied_prefixes.end())
    return std::nullopt;
  return fmt::format("DOIs of the registrant {} are never accepted (resolve.denied_prefixes)", pin.fixed.doi->prefix());
}

Result<std::size_t> pin_entries(std::span<const std::string> inputs, const PinPlaces& places,
                                std::span<const std::string> denied_prefixes, ReadResult& list) {
  Result<PinsRead> read = read_pins(inputs);
  if (!read) return tl::unexpected(read.error());
  std::ranges::move(read->rejects, std::back_inserter(list.rejects));
  std::erase_if(read->pins, [&](const Pin& pin) {
    std::optional<std::string> refusal = refusal_of(pin, denied_prefixes);
    if (refusal) list.rejects.push_back(reject_line(pin.file, pin.line, *std::move(refusal), to_pin_line(pin)));
    return refusal.has_value();
  });
  if (read->pins.empty()) return 0;
  Result<StoredRecords> stored = read_stored_records(places.outputs);
  StateMemory memory(places.state);
  const std::size_t taken_out =
      apply_pins(read->pins, stored ? stored->records : std::vector<Record>(), list, std::ref(memory));
  if (memory.error()) return tl::unexpected(*memory.error());
  for (std::size_t i = 0; i < list.entries.size(); ++i) list.entries[i].ordinal = i;
  return taken_out;
}

}  // namespace bibmill
