// Features: what the comparison of two subjects found, as plain numbers and named states. No decision is made here: the
// rules of compare.h (entry and record) and versions.h (record and record) read little else. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/match/people.h"
#include "pipeline/match/subject.h"
#include "pipeline/match/titles.h"

namespace bibmill {

struct Features {
  TitleFeatures title;
  PeopleFeatures people;
  Evidence year =
      Evidence::unknown;    ///< agrees: same; near: within what this pair of kinds allows; differs: further apart
  int year_difference = 0;  ///< `b` minus `a`, the nearest pair of years; 0 when unknown
  Evidence venue = Evidence::unknown;
  Evidence pages = Evidence::unknown;
  Evidence issue = Evidence::unknown;         ///< agrees: the same issue, nothing else of the place contradicts;
                                              ///< differs: other pages in another issue or volume
  Evidence affiliations = Evidence::unknown;  ///< supports, never refuses: agrees, near (some) or unknown
  double affiliation_share = 0;               ///< of the affiliations of `a` found with the authors of `b`
  bool identifier_equal = false;  ///< a DOI, arXiv id or DBLP key (aliases included) of one is one of the other
  bool doi_conflict = false;      ///< both are published and have DOIs, all of other works (not "….v1", "….v2")
  bool versioned_doi = false;     ///< their DOIs are numbered versions of one: "….v1", "…/v2"
  bool supplement_of = false;     ///< a DOI of `a` is one of `b`'s with a part behind it: "….s001"
  bool related = false;           ///< one names the other as a version (a relation, arXiv's DOI field), or `linked`
};

/// `a` is the entry's side (or either record), `b` the record's. Where titles have nothing in common, no identifier
/// links the two and neither is a preprint, only the title is compared: most comparisons end there.
/// `linked`: somebody else says that the two belong together.
Features compare_features(const Subject& a, const Subject& b, bool linked = false);
Features compare_features(const Entry& entry, const SourceRecord& record);

/// The numbers shown in candidates[].features, in a fixed order; unknown ones are left out.
std::vector<std::pair<std::string, double>> feature_list(const Features& features);

}  // namespace bibmill
