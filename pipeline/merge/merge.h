// merge: one Record from an entry and what the sources say about the chosen work, by the declared table
// (policy_table.h). Pure, thread-safe; the answer does not depend on the order in which records, candidates or sources
// arrive.
#pragma once

#include <vector>

#include "normalizers/ids/identifier.h"
#include "normalizers/model/entry.h"
#include "normalizers/model/match.h"
#include "normalizers/model/record.h"
#include "normalizers/model/source_record.h"
#include "pipeline/merge/versions.h"

namespace bibmill {

/// What resolving and matching decided about one entry. Merge trusts it and compares nothing again.
struct MergeInput {
  Status status = Status::not_found;
  /// resolved only: the accepted records of the chosen version of the work (the published one where there is one). Each
  /// describes that same version; records of a preprint that is not the chosen version belong into `versions`.
  std::vector<SourceRecord> accepted;
  /// resolved only: accepted records of the work's other versions. Records that share an identifier become one version;
  /// its kind
  /// ("preprint", "journal", "published", ...) follows from both types.
  std::vector<SourceRecord> versions;
  LinkReasons links;  ///< why each of `versions` is one; may lack some
  /// resolved only: notices about the work that were found beside it.
  std::vector<Update> notices;
  /// Claims that must not become a field: identifiers a source knows as another work's, or of denied registrants. When
  /// resolved they are left out and reported as conflicts; they also silence a source's relation to them.
  std::vector<Identifier> refuted;
  Match match;                        ///< of the accepted candidate, or of the best one
  std::vector<Candidate> candidates;  ///< any order; the record keeps those that were taken, then the best; five in all
  std::vector<Unasked> unasked;
};

/// The Record of `entry`, without its `id` (given after all entries are known), with `affiliations` of status "unknown"
/// (until organisations are resolved) and without `author_persons`. Unless `input.status` is resolved, the fields hold
/// what the user wrote.
Record merge(const Entry& entry, MergeInput input);

}  // namespace bibmill
