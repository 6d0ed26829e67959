// Notices: corrections, retractions and the like are works of their own that say something about another one. They are
// linked to it and never merged with it. Pure, thread-safe.
#pragma once

#include <optional>

#include "normalizers/model/source_record.h"

namespace bibmill {

/// What `record` announces about `work`: by the relation its registrant gives (Crossref `update-to`), or by a title
/// that is a mark and the work's own ("Correction to: …", "Erratum: …", "Retraction notice to …") where no authors
/// disagree. nullopt: it is no notice, or one about another work.
std::optional<Update> notice_about(const SourceRecord& record, const SourceRecord& work);

}  // namespace bibmill
