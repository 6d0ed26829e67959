// What each side says about the work, in a form and order that merging can rely on. Pure, thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "normalizers/ids/identifier.h"
#include "normalizers/model/entry.h"
#include "normalizers/model/source_record.h"

namespace bibmill {

/// All identifiers the user claims, from fields and links; an arXiv DOI is the arXiv id.
std::vector<Identifier> claimed_identifiers(const Entry& entry);

/// The user's own fields, completed by the identifiers the user wrote elsewhere in the entry (a link to arXiv).
Work written_work(const Entry& entry);

/// Fills `issued` and `event` from the venue mark or page, where `work` has no date, no venue of its own.
void fill_from_venue(const Entry& entry, Work& work);

/// Each record once, in an order that depends on their content alone: by source, those the user names by an identifier
/// before others of the same source, by id. DBLP's venues are short forms: they are moved to container_title_short, and
/// stay as container_title too, where they serve as the last resort.
std::vector<SourceRecord> in_canonical_order(std::vector<SourceRecord> records, std::span<const Identifier> claimed);

}  // namespace bibmill
