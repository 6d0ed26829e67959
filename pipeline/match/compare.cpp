#include "pipeline/match/compare.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "normalizers/text/similarity.h"
#include "pipeline/match/model.h"

namespace bibmill {
namespace {

constexpr double kSomePeople = 0.3;
constexpr double kMostPeople = 0.6;
constexpr double kTwoPeople = 2.0 / 4;  // Signal::people_agreeing counts at most four
// Below this share of common runs of letters titles have nothing in common, whatever was glued or scanned.
constexpr double kWorthWeighing = 0.4;
// A verdict of `different` is never as probable as its contrary.
constexpr double kDifferentAtMost = 0.45;

bool is_preprint_kind(RecordKind kind) { return kind == RecordKind::preprint || kind == RecordKind::posted; }

bool title_known(const Comparison& c) { return c.features.title.grade != TitleGrade::unknown; }
bool title_equal(const Comparison& c) { return c.features.title.grade == TitleGrade::equal; }
/// The same title but for a typing mistake or a missing part.
bool title_fits(const Comparison& c) { return c.features.title.grade <= TitleGrade::extended; }
bool title_reworded(const Comparison& c) { return c.features.title.grade == TitleGrade::reworded; }

bool people_agree(const Comparison& c) { return c.features.people.verdict == Evidence::agrees; }
bool people_near(const Comparison& c) { return c.features.people.verdict == Evidence::near; }
bool people_differ(const Comparison& c) { return c.features.people.verdict == Evidence::differs; }
bool people_unknown(const Comparison& c) { return c.features.people.verdict == Evidence::unknown; }

bool year_agrees(const Comparison& c) { return c.features.year == Evidence::agrees; }
bool year_near(const Comparison& c) { return c.features.year == Evidence::near; }
bool year_differs(const Comparison& c) { return c.features.year == Evidence::differs; }
bool year_fits(const Comparison& c) { return year_agrees(c) || year_near(c); }

bool venue_agrees(const Comparison& c) { return c.features.venue == Evidence::agrees; }

double signal_of(const Comparison& c, Signal signal) {
  return c.weighed == nullptr ? 0 : value(c.weighed->signals, signal);
}

/// Somebody agrees once scanned, shortened and glued names are read with good will, and all else speaks for the pair:
/// the names are in doubt, not the work.
bool people_in_doubt(const Comparison& c) {
  const double share = signal_of(c, Signal::people_share);
  return share >= kSomePeople || (share > 0 && c.weighed->probability >= 0.5);
}

bool other_people(const Comparison& c) { return people_differ(c) && (c.weighed == nullptr || !people_in_doubt(c)); }

/// Scholarly search engines garble names more often than two works share all the rest. A record that spells names out
/// was not scanned: its people are who it says.
bool people_unclear(const Comparison& c) {
  return other_people(c) && c.weighed != nullptr && c.weighed->probability >= 0.5 && !spells_names_out(c.b);
}

/// A year or a page that stands in a title by mistake is no number of the work.
bool other_number(const Comparison& c) {
  return !c.features.title.numbers_agree && (c.weighed == nullptr || signal_of(c, Signal::numbers_differ) > 0);
}

/// One title has a number that the other, a citation, may have left out: "in 1998", "p. 34", but also "II".
bool number_missing(const Comparison& c) {
  return other_number(c) && c.weighed != nullptr && c.weighed->probability >= 0.5 &&
         signal_of(c, Signal::spelled_out) == 0 && numbers_left_out(c.a.titles.front().text, c.b.titles.front().text);
}

/// People and titles as sources mix them up, which no rule above can name. For a person to look at: one in twenty such
/// pairs of the labelled sets is of two works.
bool is_well_supported(const Comparison& c) {
  return c.weighed != nullptr && c.weighed->probability >= c.policy.accept_probability &&
         signal_of(c, Signal::people_agreeing) >= kTwoPeople && signal_of(c, Signal::people_share) >= kMostPeople &&
         !c.features.title.prefix_differs && c.features.title.system != Evidence::differs;
}

/// The record is of another kind than what the entry asks for.
bool is_unasked(const Comparison& c, RecordKind kind) { return c.b.kind == kind && c.a.kind != kind; }

/// Data and programs are deposited to be cited: whoever gives their identifier means them.
bool is_deposit(const Subject& subject) {
  return subject.work->type == WorkType::dataset || subject.work->type == WorkType::software;
}

bool is_standard(const Subject& subject) { return subject.work->type == WorkType::standard; }

/// Standards bodies give each edition and part of a standard a DOI under their own prefix, and name no authors.
bool share_registrant(const Comparison& c) {
  const auto doi_of = [](const Subject& subject) -> const Doi* {
    for (const Identifier& identifier : subject.identifiers) {
      if (const auto* doi = std::get_if<Doi>(&identifier)) return doi;
    }
    return nullptr;
  };
  const Doi* a = doi_of(c.a);
  const Doi* b = doi_of(c.b);
  return a != nullptr && b != nullptr && a->prefix() == b->prefix();
}

bool only_title(const Subject& entry) {
  return entry.people.empty() && entry.years.empty() && entry.venues.names.empty() && entry.identifiers.empty();
}

/// Long enough that two works do not bear it by chance; a system name is worth a word or two.
bool is_distinctive(const Comparison& c) {
  return c.features.title.words >= (c.features.title.system == Evidence::agrees ? 5u : 6u);
}

/// Nothing about where the record appeared can be checked: anybody's posted copy, or a record that names no container.
bool is_unverified(const Comparison& c) {
  const bool needs_container = c.b.work->type == WorkType::article_journal ||
                               c.b.work->type == WorkType::paper_conference || !c.b.work->type ||
                               c.b.work->type == WorkType::document;
  return c.b.kind == RecordKind::posted ||
         (c.b.kind == RecordKind::published && needs_container && !c.b.container_known);
}

bool expects_venue(const Comparison& c) { return !c.a.venues.names.empty(); }

constexpr std::array kRules = {
    // What is never the paper, whoever claims it.
    MatchRule{"denied_registrant", Verdict::different, 0.01, [](const Comparison& c) { return is_denied(c.b, c.policy); }},

    // The entry gives no title: an identifier is all there is, and people may still contradict it.
    MatchRule{"identifier_other_people", Verdict::different, 0.05,
              [](const Comparison& c) { return !title_known(c) && c.features.identifier_equal && people_differ(c); }},
    MatchRule{"identifier_only", Verdict::exact, 0.99,
              [](const Comparison& c) { return c.a.titles.empty() && c.features.identifier_equal; }},
    MatchRule{"record_without_title", Verdict::weak, 0.7,
              [](const Comparison& c) { return !title_known(c) && c.features.identifier_equal; }},
    MatchRule{"no_title", Verdict::different, 0.02, [](const Comparison& c) { return !title_known(c); }},

    // Records about the paper, not of it.
    MatchRule{"notice", Verdict::different, 0.02, [](const Comparison& c) { return is_unasked(c, RecordKind::notice); }},
    MatchRule{"review", Verdict::different, 0.02, [](const Comparison& c) { return is_unasked(c, RecordKind::review); }},
    MatchRule{"component", Verdict::different, 0.02,
              [](const Comparison& c) {
                return is_unasked(c, RecordKind::component) && !(c.features.identifier_equal && is_deposit(c.b));
              }},
    MatchRule{"proceedings_volume", Verdict::different, 0.02,
              [](const Comparison& c) { return is_unasked(c, RecordKind::proceedings_volume); }},

    // A claimed identifier, checked against the title and the people.
    MatchRule{"identifier_title_other_people", Verdict::ambiguous, 0.5,
              [](const Comparison& c) { return c.features.identifier_equal && title_fits(c) && people_differ(c); }},
    MatchRule{"identifier_other_number", Verdict::weak, 0.4,
              [](const Comparison& c) { return c.features.identifier_equal && !c.features.title.numbers_agree; }},
    MatchRule{"identifier_and_title", Verdict::exact, 0.995,
              [](const Comparison& c) { return c.features.identifier_equal && title_fits(c); }},
    MatchRule{"identifier_and_authors", Verdict::strong, 0.96,
              [](const Comparison& c) { return c.features.identifier_equal && people_agree(c); }},
    MatchRule{"identifier_and_similar_title", Verdict::strong, 0.94,
              [](const Comparison& c) { return c.features.identifier_equal && title_reworded(c) && !people_differ(c); }},
    // A preprint's title may change until it is published: only its authors can tell, see same_work.
    MatchRule{"preprint_other_title", Verdict::ambiguous, 0.5,
              [](const Comparison& c) {
                return c.features.identifier_equal && is_preprint_kind(c.b.kind) && c.features.title.token >= 0.25 &&
                       !people_differ(c);
              }},
    MatchRule{"identifier_title_mismatch", Verdict::different, 0.03,
              [](const Comparison& c) { return c.features.identifier_equal; }},

    // An identifier that is another one's but for a version or a part.
    MatchRule{"supplement_of_record", Verdict::strong, 0.93,
              [](const Comparison& c) { return c.features.supplement_of && title_fits(c) && !people_differ(c); }},
    MatchRule{"numbered_versions", Verdict::strong, 0.95,
              [](const Comparison& c) { return c.features.versioned_doi && title_fits(c) && !people_differ(c); }},

    // Contradictions that no title outweighs.
    MatchRule{"title_differs", Verdict::different, 0.01,
              [](const Comparison& c) {
                const bool unrelated = c.features.title.grade == TitleGrade::unrelated;
                return unrelated && (c.weighed == nullptr || c.weighed->probability < 0.5);
              },
              Basis::weighed},
    MatchRule{"people_unclear", Verdict::weak, 0.5, people_unclear, Basis::weighed},
    MatchRule{"other_people", Verdict::different, 0.02, other_people, Basis::weighed},
    MatchRule{"system_name_differs", Verdict::different, 0.05,
              [](const Comparison& c) {
                const bool other = c.features.title.system == Evidence::differs || c.features.title.system == Evidence::near;
                return other && !title_equal(c) && !people_agree(c);
              }},
    MatchRule{"number_missing", Verdict::weak, 0.5, number_missing, Basis::weighed},
    MatchRule{"number_differs", Verdict::different, 0.03,
              other_number, Basis::weighed},
    MatchRule{"other_dataset", Verdict::different, 0.1,
              [](const Comparison& c) {
                return c.features.doi_conflict && c.a.kind == RecordKind::component && c.b.kind == RecordKind::component;
              }},
    // Journals that went online late are dated by when they did.
    MatchRule{"same_issue_and_authors", Verdict::strong, 0.92,
              [](const Comparison& c) {
                return year_differs(c) && title_fits(c) && people_agree(c) && c.features.issue == Evidence::agrees;
              }},
    MatchRule{"other_doi_and_year", Verdict::different, 0.1,
              [](const Comparison& c) { return year_differs(c) && c.features.doi_conflict && !is_denied(c.a, c.policy); },
              Basis::weighed},
    MatchRule{"year_differs_same_authors", Verdict::ambiguous, 0.5,
              [](const Comparison& c) { return year_differs(c) && people_agree(c); },
              Basis::weighed},
    MatchRule{"year_differs", Verdict::different, 0.3, year_differs},
    MatchRule{"withdrawn", Verdict::weak, 0.5, [](const Comparison& c) { return c.b.withdrawn; }},

    // The same people may write the same short title each year, and a journal version of their conference paper the next.
    MatchRule{"common_title", Verdict::ambiguous, 0.5,
              [](const Comparison& c) {
                return title_equal(c) && c.features.title.words <= 3 && !people_unknown(c) && !year_agrees(c) && c.features.year != Evidence::unknown;
              }, Basis::weighed},
    MatchRule{"venue_and_year_differ", Verdict::ambiguous, 0.6,
              [](const Comparison& c) {
                const bool published = !is_preprint_kind(c.a.kind) && !is_preprint_kind(c.b.kind);
                return published && people_agree(c) && year_near(c) && c.features.venue == Evidence::differs;
              }, Basis::weighed},

    // Title and people.
    MatchRule{"title_and_authors", Verdict::exact, 0.985,
              [](const Comparison& c) { return title_equal(c) && people_agree(c); }, Basis::weighed},
    // Stated: catalogues hold few typing mistakes to learn from, and lists that people type hold many.
    MatchRule{"near_title_and_authors", Verdict::strong, 0.95,
              [](const Comparison& c) { return title_fits(c) && people_agree(c); }},
    MatchRule{"mistyped_title_and_authors", Verdict::strong, 0.93,
              [](const Comparison& c) {
                return c.features.title.edit >= 0.9 && !c.features.title.prefix_differs && people_agree(c);
              }, Basis::weighed},
    MatchRule{"similar_title_and_authors", Verdict::strong, 0.92,
              [](const Comparison& c) {
                return title_reworded(c) && people_agree(c) && c.features.people.first_agrees && venue_agrees(c) &&
                       year_fits(c);
              }, Basis::weighed},
    MatchRule{"title_and_some_authors", Verdict::strong, 0.91,
              [](const Comparison& c) { return title_equal(c) && people_near(c) && year_fits(c); }, Basis::weighed},
    MatchRule{"authors_partly_differ", Verdict::weak, 0.6,
              [](const Comparison& c) { return people_near(c) || people_differ(c); }, Basis::weighed},

    // Nobody to compare: where and when it appeared must speak for it.
    MatchRule{"standard_of_one_body", Verdict::strong, 0.92,
              [](const Comparison& c) {
                return is_standard(c.a) && is_standard(c.b) && title_fits(c) && people_unknown(c) && share_registrant(c);
              }},
    MatchRule{"other_doi", Verdict::weak, 0.5,
              [](const Comparison& c) {
                // A DOI of a denied registrant contradicts nothing: it is wrong whatever the paper is.
                return c.features.doi_conflict && people_unknown(c) && !is_denied(c.a, c.policy);
              }, Basis::weighed},
    MatchRule{"other_issue", Verdict::weak, 0.5,
              [](const Comparison& c) { return people_unknown(c) && c.features.issue == Evidence::differs; }},
    MatchRule{"unverified_copy", Verdict::weak, 0.4,
              [](const Comparison& c) { return people_unknown(c) && expects_venue(c) && is_unverified(c); }, Basis::weighed},
    MatchRule{"venue_differs", Verdict::weak, 0.5,
              [](const Comparison& c) { return people_unknown(c) && c.features.venue == Evidence::differs; }, Basis::weighed},
    MatchRule{"title_and_venue", Verdict::exact, 0.985,
              [](const Comparison& c) { return title_equal(c) && people_unknown(c) && venue_agrees(c) && !year_near(c); }},
    MatchRule{"title_venue_and_near_year", Verdict::strong, 0.94,
              [](const Comparison& c) { return title_equal(c) && people_unknown(c) && venue_agrees(c); }},
    MatchRule{"preprint_title_and_year", Verdict::strong, 0.92,
              [](const Comparison& c) {
                return title_equal(c) && people_unknown(c) && c.b.kind == RecordKind::preprint && year_fits(c) &&
                       is_distinctive(c);
              }},
    MatchRule{"title_and_year", Verdict::strong, 0.93,
              [](const Comparison& c) {
                return title_equal(c) && people_unknown(c) && year_agrees(c) && c.features.title.words >= 4;
              }},
    MatchRule{"near_title_and_venue", Verdict::strong, 0.93,
              [](const Comparison& c) {
                return title_fits(c) && people_unknown(c) && venue_agrees(c) && year_fits(c) &&
                       c.features.title.words >= 3;
              }},
    MatchRule{"system_name_and_venue", Verdict::strong, 0.92,
              [](const Comparison& c) {
                return c.features.title.system == Evidence::agrees && people_unknown(c) && venue_agrees(c) && year_fits(c);
              }},
    MatchRule{"title_only", Verdict::strong, 0.975,
              [](const Comparison& c) { return title_equal(c) && only_title(c.a) && is_distinctive(c); }},
    MatchRule{"title_unconfirmed", Verdict::weak, 0.7,
              [](const Comparison& c) { return title_equal(c) && people_unknown(c); }, Basis::weighed},
    MatchRule{"much_in_common", Verdict::weak, 0.6, is_well_supported, Basis::weighed},
    MatchRule{"similar_title", Verdict::weak, 0.5, [](const Comparison&) { return true; }, Basis::weighed},
};

}  // namespace

std::span<const MatchRule> match_rules() { return kRules; }

bool is_denied(const Subject& subject, const MatchPolicy& policy) {
  return std::any_of(subject.identifiers.begin(), subject.identifiers.end(), [&](const Identifier& identifier) {
    const auto* doi = std::get_if<Doi>(&identifier);
    return doi != nullptr && std::find(policy.denied_prefixes.begin(), policy.denied_prefixes.end(), doi->prefix()) !=
                                 policy.denied_prefixes.end();
  });
}

Match apply_rules(std::span<const MatchRule> rules, const Comparison& comparison) {
  Match match;
  match.features = feature_list(comparison.features);
  const auto rule =
      std::find_if(rules.begin(), rules.end(), [&](const MatchRule& one) { return one.applies(comparison); });
  if (rule == rules.end()) return match;
  match.verdict = rule->verdict;
  match.reason = rule->name;
  match.probability = rule->probability;
  if (rule->basis == Basis::weighed && comparison.weighed != nullptr) {
    const double most = rule->verdict == Verdict::different ? kDifferentAtMost : 1.0;
    match.probability = std::min(comparison.weighed->probability, most);
  }
  return match;
}

namespace {

/// Most comparisons end at the titles; what only an identifier links is judged by rules alone.
std::optional<Weighed> weigh(const Subject& entry, const Subject& record, const Features& features) {
  if (entry.titles.empty() || record.titles.empty() || features.identifier_equal) return std::nullopt;
  if (features.title.grade == TitleGrade::unrelated) {
    const auto& a = (entry.unmixed ? *entry.unmixed : entry).titles.front();
    const auto& b = (record.unmixed ? *record.unmixed : record).titles.front();
    if (shared_grams(a.grams, b.grams) < kWorthWeighing) return std::nullopt;
  }
  Weighed weighed;
  weighed.signals = signals_of(entry, record);
  weighed.probability = probability(weighed.signals);
  return weighed;
}

}  // namespace

Match compare(const Subject& entry, const Subject& record, const MatchPolicy& policy) {
  const auto features = compare_features(entry, record);
  const auto weighed = weigh(entry, record, features);
  return apply_rules(kRules, {features, entry, record, policy, weighed ? &*weighed : nullptr});
}

Match compare(const Entry& entry, const SourceRecord& record, const MatchPolicy& policy) {
  return compare(make_subject(entry, policy.venues), make_subject(record, policy.venues), policy);
}

bool is_accepted(const Match& match, const Subject& entry, const MatchPolicy& policy) {
  const double floor =
      only_title(entry) ? std::max(policy.accept_title_only, policy.accept_probability) : policy.accept_probability;
  return match.accepted() && match.probability >= floor;
}

}  // namespace bibmill
