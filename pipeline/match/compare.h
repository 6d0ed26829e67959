// compare: does a source's record describe the paper an entry means? A short declared table of rules reads the
// features; the first rule that applies decides and gives its name as the reason. Identifiers are claims: a record
// fetched by the identifier the user wrote is compared like any other. Each rule has rows in fixtures/match/pairs.csv
// that only it decides. Pure, thread-safe.
#pragma once

#include <span>
#include <string_view>

#include "normalizers/model/match.h"
#include "pipeline/match/features.h"
#include "pipeline/match/policy.h"

namespace bibmill {

/// `Match::features` holds feature_list. Never fails: nothing in common is `different` with reason "title_differs".
Match compare(const Entry& entry, const SourceRecord& record, const MatchPolicy& policy);

/// The same on prepared sides, for many records against one entry.
Match compare(const Subject& entry, const Subject& record, const MatchPolicy& policy);

/// The probability from which a match with these features is accepted: more certainty where the entry gives only a
/// title.
double accept_threshold(const Features& features, const MatchPolicy& policy);

/// One row of the table.
struct MatchRule {
  std::string_view name;  ///< the reason
  bool (*applies)(const Features&, const Subject& entry, const Subject& record, const MatchPolicy&);
  Verdict verdict;
  double probability;
};

/// The table, in order of precedence; the last rule always applies.
std::span<const MatchRule> match_rules();

}  // namespace bibmill
