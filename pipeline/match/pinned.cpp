#include "pipeline/match/pinned.h"

#include <algorithm>

#include "pipeline/merge/work_fields.h"

namespace bibmill {

std::vector<Identifier> pinned_identifiers(const Pin& pin) {
  std::vector<Identifier> pinned;
  if (pin.fixed.doi) pinned.emplace_back(*pin.fixed.doi);
  if (pin.fixed.arxiv_id) pinned.emplace_back(*pin.fixed.arxiv_id);
  if (pin.fixed.dblp_key) pinned.emplace_back(*pin.fixed.dblp_key);
  return pinned;
}

bool is_pinned(const Entry& entry, const SourceRecord& record) {
  return entry.pin && std::ranges::any_of(pinned_identifiers(*entry.pin),
                                          [&](const Identifier& identifier) { return carries(record, identifier); });
}

Entry with_pin(const Entry& entry, SoughtTitle sought) {
  Entry pinned = entry;
  const Work& fixed = entry.pin->fixed;
  for (const WorkField field : kAllWorkFields) {
    if (!print_field(fixed, field).empty()) copy_field(fixed, pinned.work, field);
  }
  if (fixed.title && entry.work.title && fixed.title != entry.work.title) {
    pinned.work.other_titles.push_back(sought == SoughtTitle::written ? *fixed.title : *entry.work.title);
    if (sought == SoughtTitle::written) pinned.work.title = entry.work.title;
  }
  std::vector<Identifier> identifiers = pinned_identifiers(*entry.pin);
  std::erase_if(pinned.identifiers, [&](const Identifier& claim) {
    return std::ranges::any_of(identifiers, [&](const Identifier& one) { return one.index() == claim.index(); });
  });
  pinned.identifiers.insert(pinned.identifiers.begin(), identifiers.begin(), identifiers.end());
  return pinned;
}

}  // namespace bibmill
