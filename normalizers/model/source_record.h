// SourceRecord: one source's description of one work. Made only by codecs and local indexes; never changed afterwards.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "normalizers/ids/identifier.h"
#include "normalizers/model/source_id.h"
#include "normalizers/model/work.h"

namespace bibmill {

struct SourceRecord {
  SourceId source = SourceId::input;
  std::string record_id;  ///< the record's id there: DOI, versioned arXiv id, DBLP key
  std::string retrieved;  ///< UTC day "YYYY-MM-DD" of the response's own Date header (CONTRACTS §5); set by the stack,
                          ///< not by codecs
  Work work;
  std::vector<Relation> relations;
  std::vector<Update> updates;  ///< notices about this work
  bool is_notice = false;       ///< this record is itself a correction, retraction or erratum (Crossref update-to)
  std::vector<Doi> aliases;     ///< other DOIs under which the source knows this very record
  std::optional<std::string>
      agency;  ///< doi_ra only: registration agency, lower-case without blanks ("crossref", "datacite", "medra")
  std::optional<std::string> comment;      ///< arXiv comment
  std::optional<std::string> journal_ref;  ///< arXiv journal reference, free text
  bool withdrawn = false;

  bool operator==(const SourceRecord&) const = default;
};

/// Whether the record is known by the identifier; by a DOI also under another name of it (its aliases).
bool carries(const SourceRecord& record, const Identifier& identifier);

}  // namespace bibmill
