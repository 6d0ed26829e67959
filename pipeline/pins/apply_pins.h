// The pins of a run: read from the files beside its lists, and given to the entries they belong to.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "normalizers/base/result.h"
#include "normalizers/model/entry.h"
#include "normalizers/model/pin.h"
#include "normalizers/model/record.h"

namespace bibmill {

struct PinsRead {
  std::vector<Pin> pins;
  std::vector<Reject> rejects;  ///< lines that cannot be read
};

/// Of all lists that have a pin file. An Error of kind input names a pin file that is there and cannot be read.
Result<PinsRead> read_pins(std::span<const std::string> inputs);

/// Gives each pin to its entry (Entry::pin) and takes entries that are no papers out of the list. A pin belongs to the
/// entry of its identity; else to the one that has its key: the user's own, or the one the entry was given in `stored`
/// (records of an earlier run; may be empty). A pin that belongs to nobody becomes a reject: it does nothing, and
/// somebody meant it to; and so does one that contradicts an earlier pin of the entry. Pins of one entry are joined.
/// Returns how many entries were taken out.
std::size_t apply_pins(std::span<const Pin> pins, std::span<const Record> stored, ReadResult& list);

/// Both, with the records of FOLDER/enriched.jsonl where there are pins and that file can be read. `folder` may be "-".
/// A DOI under one of `denied_prefixes` is never accepted, pinned or not: such a pin is a reject.
Result<std::size_t> pin_entries(std::span<const std::string> inputs, const std::filesystem::path& folder,
                                std::span<const std::string> denied_prefixes, ReadResult& list);

/// Why the pin cannot be obeyed, whatever it belongs to; nullopt: it can.
std::optional<std::string> refusal_of(const Pin& pin, std::span<const std::string> denied_prefixes);

}  // namespace bibmill
