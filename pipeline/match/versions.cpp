#include "pipeline/match/versions.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "pipeline/match/retitled.h"

namespace bibmill {
namespace {

bool is_preprint_kind(RecordKind kind) { return kind == RecordKind::preprint || kind == RecordKind::posted; }
bool is_paper(RecordKind kind) { return kind == RecordKind::published || is_preprint_kind(kind); }

bool linked(const Comparison& c) { return c.features.identifier_equal || c.features.related; }
bool title_fits(const Comparison& c) { return c.features.title.grade <= TitleGrade::extended; }
bool title_similar(const Comparison& c) { return c.features.title.grade <= TitleGrade::reworded; }
bool people_unknown(const Comparison& c) { return c.features.people.verdict == Evidence::unknown; }
bool people_agree(const Comparison& c) { return c.features.people.verdict == Evidence::agrees; }
bool people_differ(const Comparison& c) { return c.features.people.verdict == Evidence::differs; }

bool with_preprint(const Comparison& c) {
  return is_paper(c.a.kind) && is_paper(c.b.kind) && (is_preprint_kind(c.a.kind) || is_preprint_kind(c.b.kind));
}

/// That a preprint and a paper by the same people are one work although the titles differ.
double chance(const Comparison& c) {
  const bool comparable = with_preprint(c) && !people_unknown(c) && c.features.year != Evidence::differs;
  return comparable ? retitled_probability(retitled_features(c.features, c.a, c.b)) : 0;
}

/// Nothing but a number tells the titles apart: parts of a series, editions of a report.
bool only_number_differs(const Comparison& c) { return c.features.title.edit >= 0.85; }

constexpr double kSureEnough = 0.9;
constexpr double kWorthALook = 0.5;

// Their probability is the model's.
constexpr std::string_view kRetitled = "retitled_same_authors";
constexpr std::string_view kPerhapsRetitled = "perhaps_retitled";

constexpr std::array kRules = {
    MatchRule{"denied_registrant", Verdict::different, 0.01,
              [](const Comparison& c) { return is_denied(c.a, c.policy) || is_denied(c.b, c.policy); }},
    MatchRule{"other_kind", Verdict::different, 0.02,
              [](const Comparison& c) { return c.a.kind != c.b.kind && (!is_paper(c.a.kind) || !is_paper(c.b.kind)); }},
    MatchRule{"other_people", Verdict::different, 0.02, people_differ},

    // An identifier of both, or one that names the other: the people decide, the title may have changed.
    MatchRule{"identifier_and_authors", Verdict::exact, 0.99,
              [](const Comparison& c) { return c.features.identifier_equal && people_agree(c); }},
    MatchRule{"identifier_and_title", Verdict::exact, 0.98,
              [](const Comparison& c) { return c.features.identifier_equal && title_similar(c); }},
    MatchRule{"linked_and_authors", Verdict::strong, 0.97,
              [](const Comparison& c) { return c.features.related && people_agree(c); }},
    MatchRule{"linked_and_title", Verdict::strong, 0.94,
              [](const Comparison& c) { return c.features.related && title_similar(c); }},
    MatchRule{"linked_only", Verdict::ambiguous, 0.5, linked},

    // No link: title and people together.
    MatchRule{"number_differs", Verdict::different, 0.03,
              [](const Comparison& c) {
                return !c.features.title.numbers_agree && (!with_preprint(c) || only_number_differs(c));
              }},
    MatchRule{"title_and_authors", Verdict::exact, 0.97,
              [](const Comparison& c) {
                return title_fits(c) && people_agree(c) && c.features.title.numbers_agree &&
                       c.features.title.system != Evidence::differs;
              }},
    MatchRule{kRetitled, Verdict::strong, kSureEnough, [](const Comparison& c) { return chance(c) >= kSureEnough; }},
    MatchRule{"title_and_venue", Verdict::strong, 0.93,
              [](const Comparison& c) {
                return c.features.title.grade == TitleGrade::equal && people_unknown(c) &&
                       c.features.venue == Evidence::agrees && c.features.year != Evidence::differs &&
                       !c.features.doi_conflict;
              }},
    MatchRule{"title_without_authors", Verdict::ambiguous, 0.5,
              [](const Comparison& c) { return title_fits(c) && people_unknown(c); }},
    MatchRule{kPerhapsRetitled, Verdict::ambiguous, kWorthALook,
              [](const Comparison& c) { return chance(c) >= kWorthALook; }},
    MatchRule{"authors_or_title_differ", Verdict::different, 0.1, [](const Comparison&) { return true; }},
};

double odds(const Match& match) {
  constexpr double kMostCertain = 1 - 1e-9;
  const double probability = std::min(match.probability, kMostCertain);
  return probability / (1 - probability);
}

bool same_record(const SourceRecord& a, const SourceRecord& b) {
  return (a.work.doi && a.work.doi == b.work.doi) || (a.work.arxiv_id && a.work.arxiv_id == b.work.arxiv_id);
}

/// At most one of them is the version: what speaks for the others speaks against the best.
std::optional<std::size_t> surest_retitled(std::span<const SourceRecord> candidates, std::span<const Match> matches) {
  const auto best = static_cast<std::size_t>(
      std::ranges::max_element(matches, {}, [](const Match& match) { return match.probability; }) - matches.begin());
  if (best == matches.size() || matches[best].reason != kRetitled) return std::nullopt;
  std::vector<const SourceRecord*> others;
  double sum = 1 + odds(matches[best]);
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (matches[i].reason != kRetitled && matches[i].reason != kPerhapsRetitled) continue;
    if (same_record(candidates[i], candidates[best])) continue;
    const auto is_it = [&](const SourceRecord* other) { return same_record(*other, candidates[i]); };
    if (std::ranges::any_of(others, is_it)) continue;  // an older version of a preprint says nothing new
    others.push_back(&candidates[i]);
    sum += odds(matches[i]);
  }
  return odds(matches[best]) / sum >= kSureEnough ? std::optional(best) : std::nullopt;
}

}  // namespace

std::span<const MatchRule> version_rules() { return kRules; }

Match same_work(const Subject& a, const Subject& b, const MatchPolicy& policy, LinkedBy linked_by) {
  const auto features = compare_features(a, b, linked_by == LinkedBy::entry);
  const Comparison comparison{features, a, b, policy};
  Match match = apply_rules(kRules, comparison);
  if (match.reason == kRetitled || match.reason == kPerhapsRetitled) match.probability = chance(comparison);
  return match;
}

Match same_work(const SourceRecord& a, const SourceRecord& b, const MatchPolicy& policy, LinkedBy linked_by) {
  return same_work(make_subject(a, policy.venues), make_subject(b, policy.venues), policy, linked_by);
}

std::vector<std::size_t> surest_versions(const SourceRecord& work, std::span<const SourceRecord> candidates,
                                         const MatchPolicy& policy) {
  const Subject side = make_subject(work, policy.venues);
  std::vector<Match> matches;
  for (const SourceRecord& candidate : candidates) {
    matches.push_back(same_work(side, make_subject(candidate, policy.venues), policy));
  }
  std::vector<std::size_t> sure;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (matches[i].accepted() && matches[i].reason != kRetitled) sure.push_back(i);
  }
  if (!sure.empty()) return sure;
  const auto best = surest_retitled(candidates, matches);
  if (best) sure.push_back(*best);
  return sure;
}

}  // namespace bibmill
