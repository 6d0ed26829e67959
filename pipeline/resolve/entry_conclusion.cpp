#include <algorithm>
#include <utility>

#include "pipeline/match/notices.h"
#include "pipeline/resolve/entry_walk.h"

namespace bibmill {
namespace {

/// Whether two records of one work describe the same version of it, so that their fields may be merged.
bool same_version(const SourceRecord& a, const SourceRecord& b) {
  if (is_preprint(a.work) != is_preprint(b.work)) return false;
  if (!a.work.doi || !b.work.doi || a.work.doi == b.work.doi) return true;
  return std::ranges::find(a.aliases, *b.work.doi) != a.aliases.end() ||
         std::ranges::find(b.aliases, *a.work.doi) != b.aliases.end();
}

}  // namespace

Record EntryWalk::conclude() {
  if (asked_.empty() && !is_never_accepted())
    unasked_.push_back({SourceId::input, "no source that is switched on can be asked about this entry"});
  std::ranges::sort(unasked_, {}, [](const Unasked& unasked) { return std::pair(unasked.source, unasked.reason); });
  const auto repeated = std::ranges::unique(unasked_, {}, &Unasked::source);
  unasked_.erase(repeated.begin(), repeated.end());
  return merge(entry_, merge_input());
}

/// Nothing but DOIs of denied registrants: nobody is asked about them, and nobody need be.
bool EntryWalk::is_never_accepted() const {
  const auto is_denied_doi = [&](const Identifier& claim) {
    const auto* doi = std::get_if<Doi>(&claim);
    return doi != nullptr && is_denied(*doi);
  };
  return !entry_.work.title && !entry_.identifiers.empty() && std::ranges::all_of(entry_.identifiers, is_denied_doi);
}

Status EntryWalk::status() const {
  if (chosen()) return Status::resolved;
  if (!unasked_.empty()) return Status::failed;
  // A record that the user's own identifier led to, and that is another paper, is for a person to look at.
  if (decision_.outcome == Outcome::ambiguous || !known_claims_.empty()) return Status::ambiguous;
  return Status::not_found;
}

MergeInput EntryWalk::merge_input() {
  MergeInput input;
  input.status = status();
  input.unasked = unasked_;
  if (!decision_.candidates.empty()) input.match = decision_.candidates.front().match;
  if (is_never_accepted()) input.match.reason = "denied_registrant";
  if (chosen()) {
    input.match = decision_.candidates[*decision_.chosen].match;
    // A preprint led here, and its paper was found from it: the paper is the work's chosen version.
    const SourceRecord* main = main_version();
    const auto sort_in = [&](const SourceRecord& record) {
      if (same_version(*main, record)) {
        input.accepted.push_back(record);
        return;
      }
      input.versions.push_back(record);
      const Match linked = link(*main, record);
      input.links[{record.source, record.record_id}] = linked.accepted() ? linked.reason : "linked_through_another";
    };
    for (const auto& [record, match] : decision_.candidates) {
      if (belongs(record)) {
        sort_in(record);
      } else if (std::optional<Update> notice = notice_about(record, *main)) {
        input.notices.push_back(std::move(*notice));
      }
    }
    for (const SourceRecord& record : versions_) sort_in(record);
  }
  input.refuted = refuted_claims(input);
  input.candidates = std::move(decision_.candidates);
  return input;
}

std::vector<Identifier> EntryWalk::refuted_claims(const MergeInput& input) const {
  std::vector<Identifier> refuted;
  for (const Identifier& claim : entry_.identifiers) {
    const auto has_it = [&](const SourceRecord& record) { return carries(record, claim); };
    const bool accepted = std::ranges::any_of(input.accepted, has_it) || std::ranges::any_of(input.versions, has_it);
    const auto* doi = std::get_if<Doi>(&claim);
    if (!accepted && (known_claims_.contains(to_string(claim)) || (doi && is_denied(*doi)))) refuted.push_back(claim);
  }
  return refuted;
}

}  // namespace bibmill
