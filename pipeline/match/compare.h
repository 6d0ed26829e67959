// compare: does a source's record describe the paper an entry means? A short declared table of rules reads the
// features; the first rule that applies decides and gives its name as the reason. Identifiers are claims: a record
// fetched by the identifier the user wrote is compared like any other. Each rule has rows in fixtures/match/pairs.csv
// that only it decides. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "normalizers/model/match.h"
#include "pipeline/match/features.h"
#include "pipeline/match/policy.h"
#include "pipeline/match/signals.h"

namespace bibmill {

/// `Match::features` holds feature_list. Never fails: nothing in common is `different` with reason "title_differs".
Match compare(const Entry& entry, const SourceRecord& record, const MatchPolicy& policy);

/// The same on prepared sides, for many records against one entry.
Match compare(const Subject& entry, const Subject& record, const MatchPolicy& policy);

/// Whether `match` of a record with this entry is certain enough: more is asked where the entry gives nothing but a
/// title.
bool is_accepted(const Match& match, const Subject& entry, const MatchPolicy& policy);

/// What the model makes of a pair.
struct Weighed {
  Signals signals{};
  double probability = 0;
};

/// What a rule sees.
struct Comparison {
  const Features& features;
  const Subject& a;  ///< the entry, or one of two records
  const Subject& b;  ///< the record
  const MatchPolicy& policy;
  const Weighed* weighed = nullptr;  ///< null where nothing was weighed: no titles, or nothing in common
};

/// Where a rule's probability comes from.
enum class Basis : std::uint8_t {
  stated,   ///< an estimate by hand: no labelled set holds such pairs
  weighed,  ///< the model's, where it was asked; below one half where the verdict is `different`
};

/// One row of a table of rules. Stated probabilities are ordered as the evidence is; the named floors of the policy
/// refer to them.
struct MatchRule {
  std::string_view name;  ///< the reason
  Verdict verdict;
  double probability;
  bool (*applies)(const Comparison&);
  Basis basis = Basis::stated;
};

/// The table, in order of precedence; the last rule always applies.
std::span<const MatchRule> match_rules();

/// Names, verdict and probability of the first rule that applies, with the features.
Match apply_rules(std::span<const MatchRule> rules, const Comparison& comparison);

/// A DOI of `subject` is under a denied prefix.
bool is_denied(const Subject& subject, const MatchPolicy& policy);

}  // namespace bibmill
