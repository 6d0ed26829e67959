// Work: the bibliographic description of one work, in the field's terms (CSL variable names). Any field may be absent,
// and absent is std::nullopt or an empty vector, never "". Sources answer with a Work, entries are completed into one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/dates/partial_date.h"
#include "normalizers/ids/arxiv_id.h"
#include "normalizers/ids/dblp_key.h"
#include "normalizers/ids/doi.h"
#include "normalizers/ids/identifier.h"
#include "normalizers/ids/isbn.h"
#include "normalizers/model/person.h"
#include "normalizers/model/source_id.h"

namespace bibmill {

/// CSL 1.0.2 item types that we tell apart.
enum class WorkType : std::uint8_t {
  article_journal,
  paper_conference,
  article,  ///< CSL: a preprint or other article not in a container
  book,
  chapter,
  collection,  ///< a volume of proceedings or a collection as a whole
  thesis,
  report,
  dataset,
  software,
  standard,
  entry,   ///< entry of a reference work
  review,  ///< a review of another work (CSL "review"); peer reviews
  periodical,
  component,  ///< figure, supplement or other part; never a paper
  document,   ///< anything else
};

/// CSL's spelling: "article-journal", "paper-conference", ...
std::string_view to_string(WorkType type);
std::optional<WorkType> parse_work_type(std::string_view csl_type);

/// Another work that a source relates to this one. `kind` uses the names of `versions[].kind` and relations:
/// "preprint", "published", "version", "translation", "review_of", "update_to" (a notice about the target),
/// "supplement", "same_as".
struct Relation {
  std::string kind;
  Identifier target;

  bool operator==(const Relation&) const = default;
};

/// A notice that changes how a work may be used (Crossref updated-by / update-to).
struct Update {
  std::string type;  ///< "retraction", "correction", "erratum", "withdrawal", ... as Crossref names them
  std::optional<Doi> doi;
  std::optional<PartialDate> date;
  SourceId source = SourceId::input;  ///< who said so; set by merge, not by codecs

  bool operator==(const Update&) const = default;
};

struct Work {
  std::optional<WorkType> type;
  std::optional<std::string>
      title;  ///< plain Unicode text, "title: subtitle" joined, no markup, no trailing full stop of DBLP
  std::vector<std::string>
      other_titles;                 ///< original, translated, short titles, and the title of other versions where given
  std::vector<Person> authors;      ///< in order; empty = unknown
  bool authors_incomplete = false;  ///< "and others"
  std::vector<Person> editors;
  std::optional<PartialDate> issued;
  std::optional<std::string> container_title;  ///< journal or book title (full form where the source has it)
  std::optional<std::string> container_title_short;
  std::optional<std::string> collection_title;  ///< series, e.g. "Lecture Notes in Computer Science"
  std::optional<std::string> event;             ///< conference name or acronym, "EuroSys '26"
  std::optional<std::string> publisher;
  std::optional<std::string> publisher_place;
  std::optional<std::string> volume;
  std::optional<std::string> issue;
  std::optional<std::string> pages;  ///< "728-743" with a plain hyphen
  std::optional<std::string> article_number;
  std::optional<Doi> doi;
  std::optional<ArxivId> arxiv_id;
  std::optional<DblpKey> dblp_key;
  std::vector<Isbn> isbn;
  std::vector<Issn> issn;
  std::optional<std::string> url;
  std::optional<std::string> abstract_text;  ///< plain text
  std::optional<std::string> license;        ///< URL or SPDX-like id as the source gives it
  std::optional<std::string> language;
  std::optional<std::string> primary_class;  ///< arXiv primary category, "cs.DC"

  bool operator==(const Work&) const = default;
};

/// A preprint by type or by where it lives (arXiv, posted content).
bool is_preprint(const Work& work);

}  // namespace bibmill
