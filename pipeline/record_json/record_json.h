// One line of enriched.jsonl (schema 1; config/schema/record.schema.json). Pure, thread-safe, no locale.
#pragma once

#include <string>
#include <string_view>

#include "normalizers/base/result.h"
#include "normalizers/model/record.h"

namespace bibmill {

/// The value of `schema`.
inline constexpr int kRecordSchema = 1;

/// The record as one JSON object without a line end. Keys come in a fixed order; what is absent or empty is left out;
/// numbers have four decimals; bytes that are no UTF-8 become U+FFFD.
///
/// `entry` holds what the user wrote: `key`, `file`, `line`, the fields of Entry::work under the same names as at the
/// top level (`title`, `authors`, `issued`, `doi`, ...), `venue`, `year` (of the venue mark or page), `topics` [..],
/// `links` [{`label`, `url`}], `affiliations` [..], `notes` [..], `summary` [..], `fields` [{`name`, `value`}] (a list,
/// since BibTeX repeats names), `macros` (the @string definitions that fields use, likewise), `identifiers` ["doi:…",
/// "arxiv:…", "dblp:…"], `bibtex_type`. Not written: the ordinal (it is the line's place) and the raw text.
std::string to_json_line(const Record& record);

/// Moves `candidates` and `provenance` into `packed`: a third of the room, and printed once for state and outputs
/// alike. For Records of which nothing but the outputs is made any more; their line stays the same.
void pack_origins(Record& record);

}  // namespace bibmill
