#include "pipeline/match/versions.h"

#include <array>

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

// Without an identifier that links them, a retitled version shares half of the words at least, and more where both have
// a system name and the names differ. Works of one group on one subject share less (0.4 for the closest pair known).
constexpr double kRetitled = 0.5;
constexpr double kRetitledOtherSystem = 0.7;

bool retitled(const Comparison& c) {
  const bool other_system = c.features.title.system == Evidence::differs || c.features.title.system == Evidence::near;
  const bool enough = other_system ? c.features.title.rest_token >= kRetitledOtherSystem
                                   : c.features.title.token >= kRetitled || title_similar(c);
  return enough && (is_preprint_kind(c.a.kind) || is_preprint_kind(c.b.kind));
}

bool nearly_all_people(const Comparison& c) {
  const auto& people = c.features.people;
  return people.first_agrees && people.share >= 0.8 && (people.agreeing >= 3 || people.agreeing == people.shorter);
}

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
              [](const Comparison& c) { return !c.features.title.numbers_agree; }},
    MatchRule{"title_and_authors", Verdict::exact, 0.97,
              [](const Comparison& c) {
                return title_fits(c) && people_agree(c) && c.features.title.system != Evidence::differs;
              }},
    MatchRule{"retitled_same_authors", Verdict::strong, 0.92,
              [](const Comparison& c) {
                return people_agree(c) && nearly_all_people(c) && retitled(c) && c.features.year != Evidence::differs;
              }},
    MatchRule{"title_and_venue", Verdict::strong, 0.93,
              [](const Comparison& c) {
                return c.features.title.grade == TitleGrade::equal && people_unknown(c) &&
                       c.features.venue == Evidence::agrees && c.features.year != Evidence::differs &&
                       !c.features.doi_conflict;
              }},
    MatchRule{"title_without_authors", Verdict::ambiguous, 0.5,
              [](const Comparison& c) { return title_fits(c) && people_unknown(c); }},
    MatchRule{"authors_or_title_differ", Verdict::different, 0.1, [](const Comparison&) { return true; }},
};

}  // namespace

std::span<const MatchRule> version_rules() { return kRules; }

Match same_work(const Subject& a, const Subject& b, const MatchPolicy& policy, LinkedBy linked_by) {
  auto features = compare_features(a, b, linked_by == LinkedBy::entry);
  return apply_rules(kRules, {features, a, b, policy});
}

Match same_work(const SourceRecord& a, const SourceRecord& b, const MatchPolicy& policy, LinkedBy linked_by) {
  return same_work(make_subject(a, policy.venues), make_subject(b, policy.venues), policy, linked_by);
}

}  // namespace bibmill
