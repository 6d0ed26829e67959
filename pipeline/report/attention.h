// attention.md: what of a run needs a person, grouped and short, each with the pin line that would settle it. Pure.
#pragma once

#include <span>
#include <string>

#include "normalizers/model/entry.h"
#include "normalizers/model/record.h"
#include "pipeline/report/attention_marks.h"

namespace bibmill {

/// The page; "" when nothing needs a person. What is listed: ambiguous entries with their candidates and reasons,
/// entries that nobody knows, identifiers that lead to another paper, conflicts between sources, notices such as
/// retractions, sources that could not be asked, lines that cannot be read. Text of lists and sources cannot become
/// Markdown. A pin line is offered once an entry. Left out is what has a mark in `seen`, of an earlier run.
std::string attention_page(std::span<const Record> records, std::span<const Reject> rejects,
                           const AttentionMarks& seen = {});

}  // namespace bibmill
