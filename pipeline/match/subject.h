// Subject: one side of a comparison, with everything that is derived from it alone computed once. An entry is compared
// with many records and a record with many entries; folding and name parsing are most of the cost. Pure; a Subject may
// be shared between threads and must not outlive the Entry or SourceRecord it was made from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "normalizers/model/entry.h"
#include "normalizers/model/source_record.h"
#include "normalizers/names/folded_name.h"

namespace bibmill {

/// A title in the forms the comparison needs.
struct FoldedTitle {
  std::string text;                ///< fold_title
  std::string squeezed;            ///< the same without blanks: "multi source" and "multisource" are equal
  std::vector<std::string> words;  ///< of text
  std::string system;              ///< folded system name ("flashps"), empty = none
  std::string main;                ///< folded, without system name and subtitle
};

/// What a record is, as far as it decides whether it can be the paper an entry means.
enum class RecordKind : std::uint8_t {
  published,          ///< a paper in a container, or a book, thesis, report
  preprint,           ///< arXiv
  posted,             ///< posted content elsewhere: anybody may have put it there
  notice,             ///< erratum, correction, retraction notice
  review,             ///< review of another work, peer review
  component,          ///< figure, supplement, dataset of a paper
  proceedings_volume  ///< a volume or a periodical as a whole
};

struct Subject {
  const Work* work = nullptr;
  const Entry* entry = nullptr;          ///< set when it is the user's side
  const SourceRecord* record = nullptr;  ///< set when it is a source's side

  std::vector<FoldedTitle> titles;        ///< the title first, then other titles; empty = no title
  std::vector<FoldedName> people;         ///< authors in order (editors where a record has no authors)
  bool people_incomplete = false;         ///< "and others"
  std::vector<int> years;                 ///< of issue, and of the event ("EUROSYS '26"); sorted, unique
  std::vector<std::string> venues;        ///< folded venue names, long and short
  std::vector<std::string> affiliations;  ///< folded: the entry's own, or those of the record's authors
  RecordKind kind = RecordKind::published;
  std::vector<Identifier> identifiers;  ///< its own, aliases included
  std::vector<Identifier> relations;    ///< of other versions of the work (not of notices, reviews or supplements)
};

Subject make_subject(const Entry& entry);
Subject make_subject(const SourceRecord& record);

}  // namespace bibmill
