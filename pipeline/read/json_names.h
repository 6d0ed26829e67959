// What the members of a user's JSON object mean, by their names. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

namespace bibmill {

enum class JsonField : std::uint8_t {
  none,  ///< no field of ours: kept, not used
  title,
  authors,
  editors,
  issued,
  year,
  container,
  venue,
  doi,
  dblp,
  arxiv,
  eprint,  ///< arXiv's number, or one of another archive
  url,
  key,
  id,  ///< an identifier, a citation key, or the number of a search service
  type,
  volume,
  issue,
  pages,
  publisher,
  isbn,
  issn,
  abstract_text,
  topics,
  affiliations,
  notes,
  event,
  language,
};

/// Names of our own records, of CSL, BibTeX and the search APIs, in any case.
JsonField json_field(std::string_view name);

}  // namespace bibmill
