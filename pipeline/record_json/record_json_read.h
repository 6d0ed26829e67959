// Reading a line of our own enriched.jsonl back. Pure, thread-safe.
#pragma once

#include <simdjson.h>

#include <map>
#include <string>
#include <string_view>

#include "normalizers/base/result.h"
#include "normalizers/model/record.h"

namespace bibmill {

/// The Record that to_json_line wrote. parse_record(to_json_line(r)) equals r but for: entry.ordinal and entry.raw, the
/// features of `match`, of each candidate's record all fields other than source, id, title, authors, issued, doi,
/// arxiv_id, dblp_key, the version number of arXiv ids, and empty strings, which are absent. Keys we do not know are
/// skipped. Error (decode) names the key that cannot be read, or a schema other than 1.
Result<Record> parse_record(std::string_view json_line);

/// Only what the user wrote, from a line that is parsed already: the Entry of parse_record. What else is in the line
/// may be anything.
Result<Entry> parse_entry_of_record(simdjson::dom::object line);

/// Of a Record whose origins may be packed (pack_origins); empty where they cannot be read.
std::map<std::string, Provenance> provenance_of(const Record& record);

}  // namespace bibmill
