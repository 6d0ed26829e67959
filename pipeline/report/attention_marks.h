// By what a thing that needs a person is known again in a later run, so that it is not told twice. Pure, thread-safe.
#pragma once

#include <set>
#include <span>
#include <string>

#include "normalizers/model/entry.h"
#include "normalizers/model/record.h"

namespace bibmill {

/// A mark is a fingerprint of the citation key, which survives an edit of the entry, of the kind and of the content.
using AttentionMarks = std::set<std::string>;

/// Of the status of a record that is not resolved; of an ambiguous one with its candidates, in whatever order.
std::string mark_of_status(const Record& record);
/// Whoever says it: ways into one source repeat each other.
std::string mark_of(const Record& record, const Conflict& conflict);
std::string mark_of(const Record& record, const Update& update);
/// Wherever the line stands in its file.
std::string mark_of(const Reject& reject);

/// Of all that attention.md would list.
AttentionMarks marks_of(const Record& record);
AttentionMarks attention_marks(std::span<const Record> records, std::span<const Reject> rejects);

}  // namespace bibmill
