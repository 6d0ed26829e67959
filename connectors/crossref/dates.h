// Crossref's dates: arrays of numbers, of which any may be missing. Pure, thread-safe.
#pragma once

#include <optional>

#include "connectors/wire/json.h"
#include "normalizers/dates/partial_date.h"

namespace bibmill {

/// {"date-parts":[[2021,6]]}; absent for [[null]], [[]], null and nonsense.
std::optional<PartialDate> read_crossref_date(JsonView date);

/// The day a work came out. Journal articles with a volume or issue count by their printed issue, as they are cited;
/// everything else by the earliest date (Crossref's own `issued`). Deposit dates (created, indexed) never count.
std::optional<PartialDate> read_crossref_issued(JsonView work);

}  // namespace bibmill
