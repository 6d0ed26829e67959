#include "pipeline/match/decide.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <tuple>
#include <utility>

#include "pipeline/match/compare.h"
#include "pipeline/match/organisations.h"
#include "pipeline/match/pinned.h"
#include "pipeline/match/versions.h"

namespace bibmill {
namespace {

constexpr std::string_view kPinned = "pinned";
constexpr std::string_view kDenied = "denied_registrant";  // a rule of compare.cpp

/// The candidates, best first, and their prepared sides.
struct Compared {
  std::vector<Candidate> candidates;
  std::vector<Subject> subjects;
};

Compared compare_all(const Subject& entry, std::vector<SourceRecord> records, const MatchPolicy& policy) {
  std::vector<Subject> subjects;
  std::vector<Match> matches;
  for (const auto& record : records) {
    subjects.push_back(make_subject(record, policy.venues));
    if (!entry.organisations.empty()) name_organisations(subjects.back(), policy.organisations);
    matches.push_back(compare(entry, subjects.back(), policy));
  }
  std::vector<std::size_t> order(records.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(matches[b].probability, records[a].source, records[a].record_id) <
           std::tie(matches[a].probability, records[b].source, records[b].record_id);
  });
  Compared compared;
  compared.candidates.reserve(records.size());  // the subjects point into them
  for (const auto i : order) {
    compared.candidates.push_back({std::move(records[i]), std::move(matches[i])});
    compared.subjects.push_back(std::move(subjects[i]));
    compared.subjects.back().work = &compared.candidates.back().record.work;
  }
  return compared;
}

/// Whether the entry gives an identifier of this record: what it names twice, it holds for one work.
std::vector<bool> named_by(const Subject& entry, const std::vector<Subject>& subjects) {
  std::vector<bool> named;
  for (const Subject& subject : subjects) {
    named.push_back(std::ranges::any_of(subject.identifiers, [&](const Identifier& identifier) {
      return std::ranges::find(entry.identifiers, identifier) != entry.identifiers.end();
    }));
  }
  return named;
}

/// Indices of the candidates that are the work of `first` or versions of it, `first` among them, ascending.
std::vector<std::size_t> works_of(std::size_t first, const Subject& entry, const std::vector<Subject>& subjects,
                                  const MatchPolicy& policy) {
  const std::vector<bool> named = named_by(entry, subjects);
  std::vector<bool> in(subjects.size(), false);
  std::vector<std::size_t> open{first};
  in[first] = true;
  while (!open.empty()) {
    const auto member = open.back();
    open.pop_back();
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      if (in[i]) continue;
      const LinkedBy linked = named[member] && named[i] ? LinkedBy::entry : LinkedBy::nobody;
      if (!same_work(subjects[member], subjects[i], policy, linked).accepted()) continue;
      in[i] = true;
      open.push_back(i);
    }
  }
  std::vector<std::size_t> works;
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (in[i]) works.push_back(i);
  }
  return works;
}

/// The first candidate that a person pinned; never one of a denied registrant.
std::optional<std::size_t> find_pinned(const Entry& entry, const std::vector<Candidate>& candidates) {
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (is_pinned(entry, candidates[i].record) && candidates[i].match.reason != kDenied) return i;
  }
  return std::nullopt;
}

Match pinned_match(Match compared) {
  compared.verdict = Verdict::exact;
  compared.reason = kPinned;
  compared.probability = 1;
  return compared;
}

void accept(std::size_t chosen, const std::vector<std::size_t>& works, Decision& decision) {
  decision.outcome = Outcome::accepted;
  decision.chosen = chosen;
  decision.same_work.push_back(chosen);
  std::ranges::copy_if(works, std::back_inserter(decision.same_work), [&](std::size_t i) { return i != chosen; });
}

}  // namespace

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::accepted: return "accepted";
    case Outcome::ambiguous: return "ambiguous";
    case Outcome::none: return "none";
  }
  return "none";
}

Decision decide(const Entry& entry, std::vector<SourceRecord> records, const MatchPolicy& policy) {
  Decision decision;
  decision.reason = "no_candidates";
  if (records.empty()) return decision;
  auto entry_side = make_subject(entry, policy.venues);
  name_organisations(entry_side, policy.organisations);
  Compared compared = compare_all(entry_side, std::move(records), policy);
  decision.candidates = std::move(compared.candidates);
  const std::vector<Subject>& subjects = compared.subjects;
  const auto& candidates = decision.candidates;
  if (const auto pinned = find_pinned(entry, candidates)) {
    accept(*pinned, works_of(*pinned, entry_side, subjects, policy), decision);
    decision.candidates[*pinned].match = pinned_match(candidates[*pinned].match);
    decision.reason = kPinned;
    return decision;
  }
  const auto accepted = [&](std::size_t i) { return is_accepted(candidates[i].match, entry_side, policy); };
  if (candidates.front().match.verdict == Verdict::different) {
    decision.reason = "all_different";
    return decision;
  }
  decision.outcome = Outcome::ambiguous;
  if (!accepted(0)) {
    decision.reason = "below_threshold";
    return decision;
  }

  const auto works = works_of(0, entry_side, subjects, policy);
  const auto belongs = [&](std::size_t i) { return std::binary_search(works.begin(), works.end(), i); };
  std::size_t runner_up = 1;
  while (runner_up < candidates.size() && belongs(runner_up)) ++runner_up;
  if (runner_up < candidates.size() && candidates[runner_up].match.verdict != Verdict::different &&
      candidates[0].match.probability - candidates[runner_up].match.probability < policy.runner_up_gap) {
    decision.reason = "runner_up_close";
    return decision;
  }

  const auto published = std::find_if(works.begin(), works.end(), [&](std::size_t i) {
    return accepted(i) && subjects[i].kind == RecordKind::published;
  });
  accept(published == works.end() ? 0 : *published, works, decision);
  decision.reason = candidates[*decision.chosen].match.reason;
  return decision;
}

}  // namespace bibmill
