// Subject: one side of a comparison, with everything that is derived from it alone computed once. An entry is compared
// with many records and a record with many entries; folding and name parsing are most of the cost. Pure; a Subject may
// be shared between threads and must not outlive the Entry or SourceRecord it was made from.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "normalizers/model/entry.h"
#include "normalizers/model/source_record.h"
#include "normalizers/names/folded_name.h"
#include "pipeline/match/venue.h"

namespace bibmill {

/// A title in the forms the comparison needs.
struct FoldedTitle {
  std::string text;                  ///< fold_title
  std::string squeezed;              ///< the same without blanks: "multi source" and "multisource" are equal
  std::vector<std::string> words;    ///< of text, sorted
  std::string system;                ///< folded system name without blanks ("flashps"), empty = none
  std::string rest;                  ///< folded title without the system name; equal to text where there is none
  std::vector<std::uint32_t> grams;  ///< four letters of squeezed each, sorted
  std::vector<std::string>
      heads;  ///< forms by which a shortened title names this one: without system name, without subtitle
};

FoldedTitle fold_title_forms(std::string_view title);

/// What a record is, as far as it decides whether it can be the paper an entry means.
enum class RecordKind : std::uint8_t {
  published,           ///< a paper in a container, or a book, thesis, report
  preprint,            ///< arXiv
  posted,              ///< posted content elsewhere: anybody may have put it there
  notice,              ///< erratum, correction, retraction notice
  review,              ///< review of another work, peer review
  component,           ///< figure, supplement, dataset or software of a paper
  proceedings_volume,  ///< a volume or a periodical as a whole
};

struct Subject {
  /// The same as it would be if what stands in the title by mistake stood in its own fields (mixed_title.h); null where
  /// nothing does.
  std::shared_ptr<const Subject> unmixed;
  const Work* work = nullptr;
  std::vector<FoldedTitle> titles;  ///< the title first, then other titles; empty = no title
  std::vector<FoldedName> people;   ///< authors in order
  bool people_incomplete = false;   ///< "and others"
  std::vector<int> years;           ///< of issue first, then of the event ("EUROSYS '26")
  VenueNames venues;
  bool container_known = false;           ///< a container or event is named, be it a preprint server
  std::vector<std::string> affiliations;  ///< as written: the entry's own, or those of the record's authors
  std::vector<std::vector<std::string>> organisations;  ///< ids that each affiliation means; empty = not looked up
  RecordKind kind = RecordKind::published;
  bool withdrawn = false;
  std::vector<Identifier> identifiers;  ///< its own, aliases included
  std::vector<Identifier> versions;     ///< related works that are versions of it (no notices, reviews, supplements)
};

/// `venues` may be null.
Subject make_subject(const Entry& entry, const VenueTable* venues = nullptr);
Subject make_subject(const SourceRecord& record, const VenueTable* venues = nullptr);

}  // namespace bibmill
