// The pins of a run: read from the files beside its lists, and given to the entries they belong to.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "normalizers/base/result.h"
#include "normalizers/model/entry.h"
#include "normalizers/model/pin.h"
#include "normalizers/model/record.h"
#include "pipeline/state/inheritance.h"

namespace bibmill {

struct PinsRead {
  std::vector<Pin> pins;
  std::vector<Reject> rejects;  ///< lines that cannot be read
};

/// Of all lists that have a pin file. An Error of kind input names a pin file that is there and cannot be read.
Result<PinsRead> read_pins(std::span<const std::string> inputs);

/// By what the entry of a pin was known that has no record: the text of a paper has one, that of none has not. nullopt:
/// no run has seen it. Titles are compared whatever EntryFacts::file says.
using PinMemory = std::function<std::optional<EntryFacts>(const Pin&)>;

/// Gives each pin to its entry (Entry::pin) and takes entries that are no papers out of the list. A pin belongs to the
/// entry of its identity; else to the one that has its key: the user's own, or the one the entry was given in `stored`
/// (records of an earlier run; may be empty); else to the one of its list that continues what `memory` knows of it
/// (CONTRACTS §4). A pin that belongs to nobody becomes a reject: it does nothing, and somebody meant it to; and so
/// does one that contradicts an earlier pin of the entry. Pins of one entry are joined. Returns how many entries were
/// taken out.
std::size_t apply_pins(std::span<const Pin> pins, std::span<const Record> stored, ReadResult& list,
                       const PinMemory& memory = {});

/// Where the entries of earlier runs are looked up. Either may be missing.
struct PinPlaces {
  std::filesystem::path outputs;  ///< of the records; may be "-"
  std::filesystem::path state;    ///< of state.db
};

/// Both, with what is found at `places` where there are pins. A DOI under one of `denied_prefixes` is never accepted,
/// pinned or not: such a pin is a reject. Error input: a pin file cannot be read; storage: the state cannot.
Result<std::size_t> pin_entries(std::span<const std::string> inputs, const PinPlaces& places,
                                std::span<const std::string> denied_prefixes, ReadResult& list);

/// Why the pin cannot be obeyed, whatever it belongs to; nullopt: it can.
std::optional<std::string> refusal_of(const Pin& pin, std::span<const std::string> denied_prefixes);

}  // namespace bibmill
