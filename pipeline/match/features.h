// Features: what the comparison of two subjects found, as plain numbers and named states. No decision is made here: the
// rules of compare.h (entry and record) and versions.h (record and record) read nothing else. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/match/subject.h"

namespace bibmill {

/// What one kind of evidence says. Unknown (a side says nothing) is never disagreement.
enum class Evidence : std::uint8_t { unknown, agrees, near, differs };

enum class TitleGrade : std::uint8_t {
  unknown,   ///< one side has no title
  equal,     ///< folded forms equal, hyphenation aside
  near,      ///< a typing mistake away
  extended,  ///< one has a subtitle or system name that the other lacks
  reworded,  ///< most words shared, or the same system name and many words shared
  unrelated,
};

struct TitleFeatures {
  TitleGrade grade = TitleGrade::unknown;
  double token = 0;                     ///< token_similarity of the folded forms
  double edit = 0;                      ///< edit_similarity of the folded forms
  std::size_t words = 0;                ///< words of the shorter title: how distinctive it is
  Evidence system = Evidence::unknown;  ///< system names: agrees, near (a letter or two apart), differs
  bool numbers_agree = true;            ///< numbers, parts and versions
};

struct PeopleFeatures {
  Evidence verdict = Evidence::unknown;  ///< agrees: most of the shorter list; near: some; differs: nobody, or too few
  double share = 0;           ///< agreeing people over the length of the shorter list (of the named ones with "others")
  double share_in_order = 0;  ///< the same, counting only those in the same order
  std::size_t agreeing = 0;
  std::size_t shorter = 0;  ///< length of the shorter list
  bool first_agrees = false;
};

struct Features {
  TitleFeatures title;
  PeopleFeatures people;
  Evidence year =
      Evidence::unknown;    ///< agrees: same; near: within what this pair of kinds allows; differs: further apart
  int year_difference = 0;  ///< record minus entry; 0 when unknown
  Evidence venue = Evidence::unknown;
  Evidence pages = Evidence::unknown;
  Evidence affiliations = Evidence::unknown;  ///< supports, never refuses: agrees, near (some) or unknown
  double affiliation_share = 0;               ///< of the entry's affiliations found with the record's authors
  bool identifier_equal = false;  ///< DOI, arXiv id or DBLP key (aliases included) of one is one of the other
  bool doi_conflict = false;      ///< both have DOIs, all different, and neither side is a preprint
  bool related = false;           ///< one names the other as a version, through a relation or arXiv's DOI field
  bool context_known = false;     ///< the entry gives more than a title: people, year, venue or identifier
  bool venue_expected = false;    ///< the entry names a venue that is not a preprint server
  RecordKind kind = RecordKind::published;        ///< of the record (second side)
  RecordKind entry_kind = RecordKind::published;  ///< of the first side
  bool container_known = false;                   ///< the record names a container or event
};

/// `a` is the entry's side (or either record), `b` the record's.
Features compare_features(const Subject& a, const Subject& b);
Features compare_features(const Entry& entry, const SourceRecord& record);

/// The numbers shown in candidates[].features, in a fixed order; unknown ones are left out.
std::vector<std::pair<std::string, double>> feature_list(const Features& features);

}  // namespace bibmill
